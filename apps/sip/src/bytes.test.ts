import { expect, test } from 'bun:test'
import type { Odd } from './raw-phone'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'
import { until } from './until'

const { opened, lives } = rawPhones()

describeWithKamailio('a call with bytes that no text of the database can have', () => {
  lives()

  for (const [what, odd] of [
    ['its Call-ID', { callId: `a\xff${crypto.randomUUID()}` }],
    ['its Call-ID, as DEL', { callId: `a\x7f${crypto.randomUUID()}` }],
    ['the tag of From', { tag: 't\xff' }],
    ['To', { to: 'sip:\xff@x.example' }],
    ['From', { from: 'sip:1001\xc3@x.example' }],
    ['its address', { target: 'sip:100\xff2@x.example' }],
  ] satisfies [string, Odd][])
    test(`is refused where ${what} has them`, async () => {
      const { caller, called } = await opened()
      caller.first('INVITE', called.address, odd)
      expect(await caller.hear('SIP/2.0 4')).toStartWith('SIP/2.0 400 ')
    })

  test('has its record where the phone that was called says them as it refuses', async () => {
    const { office, caller, called } = await opened()
    await caller.ask('INVITE', called.address)
    const invite = await called.hear('INVITE')
    called.answer(invite, '200 OK', [], 'b\xff')
    called.answer(invite, '486 B\xfcsy')
    expect(await caller.hear('SIP/2.0 486')).toStartWith('SIP/2.0 486 Answered\r\n')
    expect(caller.heard().some(message => message.startsWith('SIP/2.0 200'))).toBe(false)
    await until('its record says busy', async () => (await office.cdrs())[0]?.disposition === 'busy')
  })

  test('has its record where the phone that was called says them as it answers', async () => {
    const { office, caller, called } = await opened()
    await caller.ask('INVITE', called.address)
    called.answer(await called.hear('INVITE'), '200 O\xffK')
    const call = caller.confirm(await caller.hear('SIP/2.0 200'))
    await called.hear('ACK')
    caller.within(call, 'BYE')
    called.answer(await called.hear('BYE'), '200 \xff')
    await until('its record says answered', async () => (await office.cdrs())[0]?.disposition === 'answered')
  })
})
