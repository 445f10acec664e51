import { afterAll, beforeAll, expect, test } from 'bun:test'
import { exchange } from './message'
import type { Cdr, Extension, Office } from './office'
import { newPort } from './ports'
import { challenged, prove } from './register'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig

describeWithKamailio('a call through Kamailio', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  /** Two phones of one tenant; the second one is registered on that port. */
  const opened = async () => {
    const office = await it.office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const port = await newPort()
    expect(await it.phones.register(bob, { port })).toEqual([401, 200])
    return { office, ada, bob, port }
  }

  /** The one call record of the tenant, once it says how the call ended. */
  const recordOf = async (office: Office, disposition: string): Promise<Cdr | undefined> => {
    let found: Cdr[] = []
    await until(`a call record of ${office.domain} is ${disposition}`, async () => {
      found = await office.cdrs()
      return found.some(cdr => cdr.disposition === disposition)
    })
    expect(found).toHaveLength(1)
    return found[0]
  }

  const between = (ada: Extension, bob: Extension, disposition: string) => ({
    extension_id: ada.id,
    caller_number: ada.number,
    destination_number: bob.number,
    direction: 'internal',
    disposition,
  })

  test('is answered, and its record says how long it lasted', async () => {
    const { office, ada, bob, port } = await opened()
    await it.phones.pickUp(port, 'answer')
    expect(await it.phones.call(ada, bob)).toEqual([407, 180, 200, 200])
    const cdr = await recordOf(office, 'answered')
    expect(cdr).toMatchObject(between(ada, bob, 'answered'))
    expect(cdr?.bill_seconds).toBeGreaterThanOrEqual(1)
    expect(cdr?.duration_seconds).toBeGreaterThanOrEqual(cdr?.bill_seconds ?? Number.NaN)
  })

  test('rings every phone of a number, and is one record of who picked up', async () => {
    const { office, ada, bob, port } = await opened()
    const another = await newPort()
    expect(await it.phones.register(bob, { port: another })).toEqual([401, 200])
    const ringing = await it.phones.pickUp(another, 'ring')
    await it.phones.pickUp(port, 'answer')
    expect(await it.phones.call(ada, bob)).toEqual([407, 180, 200, 200])
    expect(ringing.heard()).toContain('CANCEL sip:1002@')
    expect(await recordOf(office, 'answered')).toMatchObject(between(ada, bob, 'answered'))
  })

  for (const [manner, code, disposition] of [
    ['busy', 486, 'busy'],
    ['decline', 603, 'failed'],
  ] as const)
    test(`is refused with ${code} by the phone, and its record says ${disposition}`, async () => {
      const { office, ada, bob, port } = await opened()
      await it.phones.pickUp(port, manner)
      expect(await it.phones.call(ada, bob)).toEqual([407, code])
      expect(await recordOf(office, disposition)).toMatchObject({ ...between(ada, bob, disposition), bill_seconds: 0 })
    })

  test('is given up while it rings, and its record says no_answer', async () => {
    const { office, ada, bob, port } = await opened()
    await it.phones.pickUp(port, 'ring')
    expect(await it.phones.call(ada, bob, 'cancel')).toEqual([407, 180, 200, 487])
    expect(await recordOf(office, 'no_answer')).toMatchObject({ ...between(ada, bob, 'no_answer'), bill_seconds: 0 })
  })

  test('to a phone that is not registered is refused, and its record says no_answer', async () => {
    const { office, ada } = await opened()
    const cleo = await office.extension('1003')
    expect(await it.phones.call(ada, cleo)).toEqual([407, 480])
    expect(await recordOf(office, 'no_answer')).toMatchObject(between(ada, cleo, 'no_answer'))
  })

  test('has a record for each time that a phone says the same Call-ID and tag again', async () => {
    const { office, ada } = await opened()
    for (const _ of [1, 2, 3]) {
      const { nonce } = await challenged(it.kamailio.port, ada, 'INVITE')
      const answer = await prove(it.kamailio.port, ada, { nonce, method: 'INVITE', callId: 'the-same' })
      expect(answer).toContain('SIP/2.0 480 ')
    }
    await until('there are three records', async () => {
      const made = await office.cdrs()
      return made.length === 3 && made.every(({ disposition }) => disposition === 'no_answer')
    })
  })

  test('reaches a number with # in it, however the caller writes that', async () => {
    const { office, ada } = await opened()
    for (const [number, digits] of [
      ['1#', '1%23'],
      ['2#', '2#'],
    ] as const) {
      const pound = await office.extension(number)
      const port = await newPort()
      expect(await it.phones.register(pound, { port })).toEqual([401, 200])
      await it.phones.pickUp(port, 'busy')
      expect(await it.phones.call(ada, { ...pound, number: digits })).toEqual([407, 486])
    }
    await until('there are two records', async () => (await office.cdrs()).length === 2)
    const called = (await office.cdrs()).map(({ destination_number }) => destination_number)
    expect(called.toSorted()).toEqual(['1#', '2#'])
  })

  test('reaches a number, in whichever letters its domain is written', async () => {
    const { office, ada, bob, port } = await opened()
    await it.phones.pickUp(port, 'busy')
    const domain = office.domain.toUpperCase()
    expect(await it.phones.call({ ...ada, domain }, { ...bob, domain })).toEqual([407, 486])
    expect(await recordOf(office, 'busy')).toMatchObject(between(ada, bob, 'busy'))
  })

  test('comes from a number with # in it, however the caller writes that', async () => {
    const { office, bob, port } = await opened()
    const pound = await office.extension('3#')
    await it.phones.pickUp(port, 'busy')
    expect(await it.phones.call({ ...pound, number: '3%23', user: '3#' }, bob)).toEqual([407, 486])
    expect(await recordOf(office, 'busy')).toMatchObject(between(pound, bob, 'busy'))
  })

  test('to a number that does not exist is refused', async () => {
    const { ada } = await opened()
    expect(await it.phones.call(ada, { number: '1999', domain: ada.domain })).toEqual([407, 404])
  })

  test("to another tenant's phone is refused, and is recorded with the caller alone", async () => {
    const { office, ada } = await opened()
    const there = await opened()
    expect(await it.phones.call(ada, there.bob)).toEqual([407, 403])
    expect(await recordOf(office, 'failed')).toMatchObject({
      extension_id: ada.id,
      destination_number: `1002@${there.bob.domain}`,
    })
    expect(await there.office.cdrs()).toEqual([])
  })

  test('needs the secret of who is said to call', async () => {
    const { office, ada, bob } = await opened()
    const other = await opened()
    for (const caller of [
      { ...ada, secret: 'not the secret' },
      { ...ada, secret: bob.secret, user: '1002' },
      { ...ada, secret: other.ada.secret },
      { ...ada, secret: other.ada.secret, user: `1001@${other.ada.domain}` },
    ])
      expect(await it.phones.call(caller, bob)).toEqual([407, 407])
    expect(await office.cdrs()).toEqual([])
  })

  test('reaches a disabled extension no longer, nor may it call', async () => {
    const { ada, bob } = await opened()
    await it.api.change(`/api/extensions/${bob.id}`, { status: 'disabled' })
    expect(await it.phones.call(ada, bob)).toEqual([407, 404])
    expect(await it.phones.call(bob, ada)).toEqual([407, 407])
  })

  test('reaches a phone no longer that is known by a secret of before', async () => {
    const { ada, bob } = await opened()
    await it.api.post(`/api/extensions/${bob.id}/secret`)
    expect(await it.phones.call(ada, bob)).toEqual([407, 480])
  })

  for (const method of ['INVITE', 'BYE', 'UPDATE'])
    test(`cannot be slipped past, nor ended, by ${method} with the tag of a call that never was`, async () => {
      const { bob, port } = await opened()
      const answer = await exchange(it.kamailio.port, {
        start: `${method} sip:1002@127.0.0.1:${port} SIP/2.0`,
        from: `<sip:1001@${bob.domain}>;tag=1`,
        to: `<sip:1002@${bob.domain}>;tag=2`,
        sequence: `1 ${method}`,
        headers: [`Route: <sip:127.0.0.1:${it.kamailio.port};lr>`],
      })
      expect(answer).toStartWith('SIP/2.0 481 ')
    })

  test('is not acknowledged to a phone by whoever makes one up', async () => {
    const { ada, bob, port } = await opened()
    const { heard } = await it.phones.pickUp(port, 'busy')
    const made = (method: string) => ({
      start: `${method} sip:1002@127.0.0.1:${port} SIP/2.0`,
      from: `<sip:1001@${bob.domain}>;tag=made`,
      to: `<sip:1002@${bob.domain}>;tag=up`,
      sequence: `1 ${method}`,
      headers: [`Route: <sip:127.0.0.1:${it.kamailio.port};lr>`],
    })
    // What comes after it on the same connection is answered when it was dealt with.
    expect(await exchange(it.kamailio.port, made('ACK'), made('BYE'))).toStartWith('SIP/2.0 481 ')
    expect(await it.phones.call(ada, bob)).toEqual([407, 486])
    expect(heard()).toContain('INVITE sip:1002@')
    expect(heard()).not.toContain('tag=made')
  })

  test('tells who is called nothing of the caller but what is proven', async () => {
    const { ada, bob, port } = await opened()
    const { heard } = await it.phones.pickUp(port, 'answer')
    expect(await it.phones.call(ada, bob)).toEqual([407, 180, 200, 200])
    expect(heard()).toContain(`From: "Phone 1001" <sip:1001@${ada.domain}>`)
    expect(heard()).not.toMatch(/P-Asserted|P-Preferred|Remote-Party|Call-Info|Alert-Info|Answer-Mode/i)
  })

  test('from behind NAT is known by the address that it is seen at, also after it was put on hold', async () => {
    const { ada, bob, port } = await opened()
    const { heard } = await it.phones.pickUp(port, 'held')
    expect(await it.phones.call(ada, bob, 'hold')).toEqual([407, 180, 200, 200, 200])
    const contacts = [...heard().matchAll(/^Contact: *<sip:1001@10\.0\.0\.9.*$/gm)].map(([line]) => line)
    expect(contacts).toHaveLength(2)
    for (const contact of contacts) expect(contact).toContain(';alias=127.0.0.1~')
  })
})
