import { expect, test } from 'bun:test'
import { answerTo } from './register'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'

const { rig, phoneOf, lives } = rawPhones()

const digestIn = (request: string): string => /^(Proxy-)?Authorization: .*$/m.exec(request)?.[0]?.trim() ?? ''

describeWithKamailio('a digest that somebody read along, from the address that it came from,', () => {
  lives()

  test('calls nobody, neither who was called nor another', async () => {
    const office = await rig().office()
    const [ada, bob, cleo] = await Promise.all(['1001', '1002', '1003'].map(office.extension))
    if (!ada || !bob || !cleo) throw new Error('three extensions were asked for')
    const [caller, thief] = [await phoneOf(ada), await phoneOf(ada)]
    const sent = await caller.ask('INVITE', `sip:1002@${bob.domain}`)
    await caller.hear('SIP/2.0 480')
    for (const target of [`sip:1002@${bob.domain}`, `sip:1003@${cleo.domain}`]) {
      thief.first('INVITE', target, { headers: [digestIn(sent)] })
      expect(await thief.hear('SIP/2.0 4')).toStartWith('SIP/2.0 407 ')
    }
  })

  test('registers nobody, and the phone itself registers again', async () => {
    const ada = await (await rig().office()).extension('1001')
    const [phone, thief] = [await phoneOf(ada), await phoneOf(ada)]
    const headers = ['Expires: 60']
    const sent = await phone.ask('REGISTER', `sip:${ada.domain}`, { headers })
    await phone.hear('SIP/2.0 200')
    // Sent again by the phone, whose answer was lost.
    phone.say(sent)
    await phone.hear('SIP/2.0 200')
    thief.first('REGISTER', `sip:${ada.domain}`, { headers: [...headers, digestIn(sent)] })
    expect(await thief.hear('SIP/2.0 4')).toMatch(/^SIP\/2\.0 401 [\s\S]*stale=true/)
    expect(await ada.devices()).toHaveLength(1)
    await phone.ask('REGISTER', `sip:${ada.domain}`, { headers })
    await phone.hear('SIP/2.0 200')
    expect(await ada.devices()).toHaveLength(1)
  })

  test('registers nobody, either, where the phone does not count what it makes of a nonce', async () => {
    const ada = await (await rig().office()).extension('1001')
    const [phone, thief] = [await phoneOf(ada), await phoneOf(ada)]
    const target = `sip:${ada.domain}`
    phone.first('REGISTER', target)
    const headers = [answerTo(await phone.hear('SIP/2.0 401'), ada, 'REGISTER', target, null), 'Expires: 60']
    phone.first('REGISTER', target, { headers })
    await phone.hear('SIP/2.0 200')
    thief.first('REGISTER', target, { headers })
    expect(await thief.hear('SIP/2.0 ')).toMatch(/^SIP\/2\.0 401 [\s\S]*stale=true/)
    expect(await ada.devices()).toHaveLength(1)
  })

  test('is one of many that a phone makes of one nonce, each with a count of its own', async () => {
    const ada = await (await rig().office()).extension('1001')
    const phone = await phoneOf(ada)
    const target = `sip:${ada.domain}`
    phone.first('REGISTER', target)
    const challenge = await phone.hear('SIP/2.0 401')
    for (const count of [1, 2, 3]) {
      phone.first('REGISTER', target, { headers: [answerTo(challenge, ada, 'REGISTER', target, count)] })
      expect(await phone.hear('SIP/2.0 ')).toStartWith('SIP/2.0 200 ')
    }
  })
})
