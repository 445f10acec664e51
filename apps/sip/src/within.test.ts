import { expect, test } from 'bun:test'
import type { RawPhone } from './raw-phone'
import { answerTo } from './register'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'
import { until } from './until'

const { rig, phoneOf, opened, lives } = rawPhones()

/** A call that goes on between two phones of one tenant; nobody knows the third. */
const talking = async () => {
  const { office, ada, bob, caller, called } = await opened()
  const stranger = await phoneOf(bob)
  await caller.ask('INVITE', called.address)
  called.answer(await called.hear('INVITE'), '200 OK')
  const call = caller.confirm(await caller.hear('SIP/2.0 200'))
  await called.hear('ACK')
  return { office, ada, bob, caller, called, stranger, call }
}

const target = ({ port }: RawPhone) => `sip:+4490012345@127.0.0.1:${port}`

describeWithKamailio('within a call that Kamailio knows', () => {
  lives()

  test('whatever a phone says where its request shall go, it goes to the other phone of the call', async () => {
    const { caller, called, stranger, call } = await talking()
    caller.within(call, 'INFO', { target: target(stranger) })
    await called.hear('INFO sip:+4490012345@')
    const routes = [...call.routes, `<sip:127.0.0.1:${stranger.port};lr>`]
    caller.within(call, 'INFO', { sequence: 4, routes })
    const info = await called.hear('INFO sip:1002@')
    expect(info).not.toContain('Route: ')
    const alias = `sip:x@10.0.0.1;alias=127.0.0.1~${stranger.port}~1`
    caller.within(call, 'INFO', { sequence: 5, target: alias })
    await called.hear('INFO sip:x@10.0.0.1')
    expect(stranger.heard()).toEqual([])
  })

  test('the phone that was called reaches the caller and nobody else', async () => {
    const { ada, bob, caller, called, stranger, call } = await talking()
    const theirs = {
      ...call,
      ...{ tag: call.theirTag, theirTag: call.tag, routes: call.routes.toReversed() },
      to: `sip:1001@${ada.domain}`,
    }
    called.within(theirs, 'INVITE', { target: target(stranger), sequence: 700 })
    const again = await caller.hear('INVITE sip:+4490012345@')
    expect(again).toContain(`From: <sip:1002@${bob.domain}>`)
    caller.answer(again, '200 OK')
    await called.hear('SIP/2.0 200')
    called.within(theirs, 'BYE', { target: target(caller), sequence: 699 })
    await called.hear('SIP/2.0 500')
    expect(stranger.heard()).toEqual([])
  })

  test('a phone cannot say to be somebody else, nor to speak with somebody else', async () => {
    const { ada, caller, called, call } = await talking()
    for (const odd of [
      { from: `sip:1000@${ada.domain}` },
      { to: `sip:1003@${ada.domain}` },
      { from: 'sip:1001@x.example' },
    ])
      for (const method of ['INFO', 'INVITE', 'BYE']) {
        caller.within(call, method, odd)
        await caller.hear('SIP/2.0 403')
      }
    caller.within(call, 'INFO')
    expect(await called.hear('INFO')).toContain(`From: <${caller.address}>`)
    expect(called.heard().filter(message => /^(BYE|INFO)/.test(message))).toHaveLength(1)
  })

  test('nothing is passed on but what belongs to a call', async () => {
    const { caller, called, call } = await talking()
    for (const method of ['REGISTER', 'MESSAGE', 'SUBSCRIBE', 'PUBLISH']) {
      caller.within(call, method)
      expect(await caller.hear('SIP/2.0 405')).toMatch(/^Allow: INVITE, /m)
    }
    caller.within(call, 'BYE')
    await called.hear('BYE')
    expect(called.heard().join('\n')).not.toMatch(/^(REGISTER|MESSAGE|SUBSCRIBE|PUBLISH) /m)
  })

  test('BYE of the past or to oneself does not end the record of a call that goes on', async () => {
    const { office, caller, called, call } = await talking()
    for (const sequence of [1, 2]) {
      caller.within(call, 'BYE', { sequence })
      await caller.hear('SIP/2.0 500')
    }
    caller.within(call, 'BYE', { target: target(caller), sequence: 5 })
    called.answer(await called.hear('BYE'), '200 OK')
    await caller.hear('SIP/2.0 200')
    await until('there is a call record', async () => (await office.cdrs()).length > 0)
    expect(called.heard().filter(message => message.startsWith('BYE'))).toHaveLength(1)
    expect(caller.heard().filter(message => message.startsWith('BYE'))).toEqual([])
  })

  test('nothing is in BYE by which the other phone could refuse it, and go on without a record', async () => {
    const { office, caller, called, call } = await talking()
    const headers = [
      'Require: nothing',
      'Proxy-Require: nothing',
      'Content-Encoding: nothing',
      'Reason: Q.850;cause=16',
    ]
    caller.within(call, 'BYE', { target: 'tel:112', headers })
    const bye = await called.hear(`BYE sip:1002@127.0.0.1:${called.port} SIP/2.0`)
    expect(bye).not.toContain('nothing')
    expect(bye).toContain('Reason: Q.850;cause=16')
    called.answer(bye, '200 OK')
    await caller.hear('SIP/2.0 200')
    await until('there is a call record', async () => (await office.cdrs()).length > 0)
  })

  test('BYE ends the call and its record also where the phone forgot what stood in Route', async () => {
    const { office, caller, called, call } = await talking()
    caller.within(call, 'BYE', { routes: [`<sip:127.0.0.1:${rig().kamailio.port};lr>`] })
    called.answer(await called.hear('BYE'), '200 OK')
    await caller.hear('SIP/2.0 200')
    await until('there is a call record', async () => (await office.cdrs()).length > 0)
  })

  test('no phone has another one make a digest, nor hears the one that it made', async () => {
    const { ada, caller, called, call } = await talking()
    await caller.ask('INVITE', `sip:1003@${ada.domain}`)
    const challenge = caller.heard().find(message => message.includes('Proxy-Authenticate: ')) ?? ''
    expect(challenge).toContain(' 407 ')
    const header = /Proxy-Authenticate: .*/.exec(challenge)?.[0] ?? ''
    caller.within(call, 'INVITE')
    called.answer(await called.hear('INVITE'), '407 Proxy Authentication Required', [header])
    expect(await caller.hear('SIP/2.0 407')).not.toContain('Digest')
    caller.within(call, 'INFO', { sequence: 4, headers: [answerTo(challenge, ada, 'INVITE', call.target)] })
    const info = await called.hear('INFO')
    expect(info).not.toContain('Digest')
    called.answer(info, '401 Unauthorized', [header.replace('Proxy-Authenticate', 'WWW-Authenticate')])
    expect(await caller.hear('SIP/2.0 401')).not.toContain('Digest')
  })

  test('no header is hidden in another one behind what some phones take for the end of a line', async () => {
    const { caller, called, call } = await talking()
    const headers = ['X-A: b\rP-Asserted-Identity: "Director" <sip:1000@x.example>']
    caller.within(call, 'INFO', { headers })
    await caller.hear('SIP/2.0 400')
    caller.within(call, 'INFO', { sequence: 4 })
    const info = await called.hear('INFO')
    called.answer(info, '200 Hidden', headers)
    called.answer(info, '200 Plain')
    await caller.hear('SIP/2.0 200 Plain')
    expect(`${called.heard()}${caller.heard()}`).not.toContain('Director')
  })

  test('a gateway with two extensions on one port calls from one to the other', async () => {
    const office = await rig().office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const gateway = await phoneOf(ada)
    await gateway.ask('REGISTER', `sip:${bob.domain}`, { as: bob, headers: ['Expires: 60'] })
    await gateway.hear('SIP/2.0 200')
    await gateway.ask('INVITE', `sip:1002@${bob.domain}`)
    gateway.answer(await gateway.hear('INVITE'), '200 OK')
    const call = gateway.confirm(await gateway.hear('SIP/2.0 200'))
    await gateway.hear('ACK')
    gateway.within(call, 'BYE')
    gateway.answer(await gateway.hear('BYE'), '200 OK')
    await until('there is a call record', async () => (await office.cdrs()).length > 0)
    expect(await office.cdrs()).toMatchObject([{ extension_id: ada.id, disposition: 'answered' }])
  })

  test('a call is not passed on with any digest, neither its own nor another one', async () => {
    const { bob, caller, called } = await talking()
    const header = 'Authorization: Digest username="1001", realm="x", nonce="x", uri="x", response="x"'
    await caller.ask('INVITE', called.address, { headers: [header, header.replace('A', 'Proxy-A')] })
    const invite = await called.hear(`INVITE sip:1002@127.0.0.1`)
    expect(invite).not.toContain('Digest')
    expect(invite).toContain(`To: <sip:1002@${bob.domain}>`)
  })

  test('and before it a phone has the name that its extension has, whatever it says', async () => {
    const { ada, bob, caller, called, call } = await talking()
    caller.within(call, 'INFO', { display: '"Director" ' })
    expect(await called.hear('INFO')).toMatch(/^From: +<sip:1001@/m)
    const headers = ['Diversion', 'History-Info', 'Reply-To', 'Referred-By', 'P-Asserted-Identity'].map(
      name => `${name}: "Director" <sip:1000@${ada.domain}>`,
    )
    const short = ['s', 'b', 'y', 'p-asserted-identity\t'].map(name => `${name}: "Director" <sip:1000@${ada.domain}>`)
    const more = [...headers, ...short, 'Organization: Director', 'Subject: Director', 'Identity: Director']
    await caller.ask('INVITE', called.address, { display: '"Director" ', headers: more })
    const invite = await called.hear('INVITE sip:1002@127.0.0.1')
    expect(invite).toContain(`From: "Phone 1001" <sip:1001@${ada.domain}>;tag=`)
    expect(invite).not.toContain('Director')
    await rig().api.change(`/api/extensions/${ada.id}`, { display_name: 'J\u00fcrgen "X" <sip:1000@x>' })
    await caller.ask('INVITE', `sip:1002@${bob.domain}`, { display: 'Director ' })
    expect(await called.hear('INVITE sip:1002@127.0.0.1')).toMatch(/^From: +<sip:1001@/m)
    await rig().api.change(`/api/extensions/${ada.id}`, { display_name: 'J\u00fcrgen, <1>' })
    await caller.ask('INVITE', `sip:1002@${bob.domain}`)
    const named = Buffer.from(await called.hear('INVITE sip:1002@127.0.0.1'), 'latin1').toString()
    expect(named).toContain(`From: "J\u00fcrgen, <1>" <sip:1001@${ada.domain}>;tag=`)
  })
})
