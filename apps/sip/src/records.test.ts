import { expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Odd } from './raw-phone'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'
import { until } from './until'

const { rig, phoneOf, opened, lives } = rawPhones()

const contact = (value: string) => (text: string) => text.replace(/^Contact: .*$/m, value)

describeWithKamailio('no call is without a record: Kamailio', () => {
  lives()

  for (const [what, odd] of [
    ['is no INVITE but an invite', { edit: text => text.replaceAll('INVITE', 'invite') }],
    ['has no tag', { edit: text => text.replace(/^(From: .*);tag=.*$/m, '$1') }],
    ['has no Contact', { edit: contact('Accept: */*') }],
    ['has * for a Contact', { edit: contact('Contact: *') }],
    ['has half a Contact', { edit: contact('Contact: <sip:') }],
  ] satisfies [string, Odd][])
    test(`does not let a call through that ${what}`, async () => {
      const { caller, called } = await opened()
      await caller.ask('INVITE', called.address, odd)
      expect(await caller.hear('SIP/2.0 4')).toStartWith('SIP/2.0 400 ')
      expect(called.heard().some(message => message.startsWith('INVITE'))).toBe(false)
    })

  for (const route of ['nothing', '<sip:', '<sip:192.0.2.9;lr>'])
    test(`has a phone say ${route} of a way that the call came in vain`, async () => {
      const { office, caller, called } = await opened()
      await caller.ask('INVITE', called.address, { headers: [`Record-Route: ${route}`] })
      const invite = await called.hear('INVITE')
      expect(invite.match(/^Record-Route: .*$/gm)).toEqual([expect.stringContaining(`:${rig().kamailio.port};`)])
      called.answer(invite, '200 OK')
      const call = caller.confirm(await caller.hear('SIP/2.0 200'))
      await called.hear('ACK')
      caller.within(call, 'BYE')
      called.answer(await called.hear('BYE'), '200 OK')
      await until('there is a call record', async () => (await office.cdrs()).length === 1)
    })

  test('does not pass on an answer that has no tag', async () => {
    const { office, caller, called } = await opened()
    await caller.ask('INVITE', called.address)
    const invite = await called.hear('INVITE')
    called.answer(invite, '200 OK', [], '')
    called.answer(invite, '486 Busy Here')
    await caller.hear('SIP/2.0 486')
    expect(caller.heard().some(message => message.startsWith('SIP/2.0 200'))).toBe(false)
    await until('its record says busy', async () => (await office.cdrs())[0]?.disposition === 'busy')
  })

  test('has one for each of two calls that go on at once, also where the phone calls them the same', async () => {
    const { office, caller, called } = await opened()
    const cleo = await office.extension('1003')
    const other = await phoneOf(cleo)
    await other.ask('REGISTER', `sip:${cleo.domain}`, { headers: ['Expires: 60'] })
    await other.hear('SIP/2.0 200')
    const same = { callId: crypto.randomUUID(), tag: 'same' }
    await caller.ask('INVITE', called.address, same)
    const invite = await called.hear('INVITE')
    called.answer(invite, '180 Ringing')
    await caller.hear('SIP/2.0 180')
    await caller.ask('INVITE', other.address, same)
    other.answer(await other.hear('INVITE'), '200 OK')
    const call = caller.confirm(await caller.hear('SIP/2.0 200'))
    await other.hear('ACK')
    caller.within(call, 'BYE')
    other.answer(await other.hear('BYE'), '200 OK')
    called.answer(invite, '486 Busy Here')
    const made = async () => (await office.cdrs()).map(cdr => `${cdr.destination_number} ${cdr.disposition}`).toSorted()
    await until('there are two call records', async () => (await made()).length === 2)
    // Why a call was not answered comes after its record.
    await until('the first one says busy', async () => (await made()).includes('1002 busy'))
    expect(await made()).toEqual(['1002 busy', '1003 answered'])
  })

  test('writes down who was called, and not whom the caller names in To', async () => {
    const { office, ada, caller, called } = await opened()
    await caller.ask('INVITE', called.address, { to: 'sip:1009@x.example' })
    called.answer(await called.hear('INVITE'), '486 Busy Here')
    await until('its record says busy', async () => (await office.cdrs())[0]?.disposition === 'busy')
    expect(await office.cdrs()).toMatchObject([{ destination_number: '1002' }])
    const rows = await asOwner(
      rig().database.url,
      sql => sql`select dst_ouser from kamailio.acc where src_domain = ${ada.domain}`,
    )
    expect([...rows]).toEqual([{ dst_ouser: '1002' }])
  })
})
