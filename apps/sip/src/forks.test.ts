import { expect, test } from 'bun:test'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'
import { until } from './until'

const { rig, phoneOf, lives } = rawPhones()

describeWithKamailio('of two phones of one number that pick up at the same time', () => {
  lives()

  test('the first one has the call, and the other one hears from the caller that it is over', async () => {
    const office = await rig().office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const [caller, first, second] = [await phoneOf(ada), await phoneOf(bob), await phoneOf(bob)]
    for (const phone of [first, second]) {
      await phone.ask('REGISTER', `sip:${bob.domain}`, { headers: ['Expires: 60'] })
      await phone.hear('SIP/2.0 200')
    }
    await caller.ask('INVITE', first.address)
    const invites = [await first.hear('INVITE'), await second.hear('INVITE')] as const
    second.answer(invites[1], '180 Ringing')
    await caller.hear('SIP/2.0 180')
    first.answer(invites[0], '200 OK')
    const call = caller.confirm(await caller.hear('SIP/2.0 200'))
    await first.hear('ACK')
    second.answer(invites[1], '200 OK')
    const late = caller.confirm(await caller.hear('SIP/2.0 200'))
    await second.hear('ACK')
    caller.within(late, 'BYE')
    second.answer(await second.hear(`BYE sip:1002@127.0.0.1:${second.port} SIP/2.0`), '200 OK')
    await caller.hear('SIP/2.0 200')
    expect(await office.cdrs()).toEqual([])
    caller.within(call, 'BYE')
    first.answer(await first.hear('BYE'), '200 OK')
    await caller.hear('SIP/2.0 200')
    await until('there is a call record', async () => (await office.cdrs()).length === 1)
    expect(await office.cdrs()).toMatchObject([{ disposition: 'answered', destination_number: '1002' }])
  })
})
