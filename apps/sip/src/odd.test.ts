import { expect, test } from 'bun:test'
import { exchange } from './message'
import type { Odd } from './raw-phone'
import { describeWithKamailio } from './testing/kamailio'
import { rawPhones } from './testing/raw-phones'

const { rig, phoneOf, lives } = rawPhones()

describeWithKamailio('Kamailio and a phone that is odd', () => {
  lives()

  test('registers one that came by ten addresses before, in place of the first of them', async () => {
    const ada = await (await rig().office()).extension('1001')
    const ports: number[] = []
    for (let time = 0; time < 12; time++) {
      const phone = await phoneOf(ada)
      ports.push(phone.port)
      await phone.ask('REGISTER', `sip:${ada.domain}`, { headers: ['Expires: 60'] })
      expect(await phone.hear('SIP/2.0 ')).toStartWith('SIP/2.0 200 ')
    }
    const seen = (await ada.devices()).map(({ received_from }) => received_from).toSorted()
    expect(seen).toEqual(
      ports
        .slice(2)
        .map(port => `127.0.0.1:${port}`)
        .toSorted(),
    )
  })

  for (const [where, odd] of [
    ['Expires', { headers: ['Expires: 4294967296'] }],
    ['Contact', { contact: ';expires=4294967297' }],
  ] satisfies [string, Odd][])
    test(`registers one for as long as may be that asks for more seconds in ${where} than there is a number for`, async () => {
      const ada = await (await rig().office()).extension('1001')
      const phone = await phoneOf(ada)
      await phone.ask('REGISTER', `sip:${ada.domain}`, odd)
      expect(await phone.hear('SIP/2.0 200')).toContain(';expires=3600')
      expect(await ada.devices()).toHaveLength(1)
    })

  for (const [where, parameter] of [
    ['received', 'received'],
    ['RECEIVED on a line of its own', '\r\n RECEIVED'],
  ])
    test(`calls one where it is seen that says to be elsewhere, in ${where}`, async () => {
      const office = await rig().office()
      const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
      const [caller, phone, elsewhere] = [await phoneOf(ada), await phoneOf(bob), await phoneOf(bob)]
      const contact = `;${parameter}="sip:127.0.0.1:${elsewhere.port}"`
      const edit = (text: string) => text.replace(/^Contact: <[^>]+>/m, `Contact: <sip:+4490012345@gateway.example>`)
      await phone.ask('REGISTER', `sip:${bob.domain}`, { contact, edit, headers: ['Expires: 60'] })
      await phone.hear('SIP/2.0 200')
      expect(await bob.devices()).toMatchObject([{ received_from: `127.0.0.1:${phone.port}` }])
      await caller.ask('INVITE', phone.address)
      await phone.hear('INVITE sip:+4490012345@gateway.example')
      expect(elsewhere.heard()).toEqual([])
    })

  test('says what it takes to one that asks for something else', async () => {
    const answer = await exchange(rig().kamailio.port, {
      start: `PUBLISH sip:1001@x.example SIP/2.0`,
      from: '<sip:1001@x.example>;tag=1',
      to: '<sip:1001@x.example>',
      sequence: '1 PUBLISH',
    })
    expect(answer).toStartWith('SIP/2.0 405 ')
    expect(answer).toContain('\r\nAllow: INVITE, ')
  })

  test('asks none of no tenant for a digest', async () => {
    for (const method of ['INVITE', 'REGISTER'])
      expect(
        await exchange(rig().kamailio.port, {
          start: `${method} sip:x.example SIP/2.0`,
          from: '<tel:+441234>;tag=1',
          to: '<tel:+441234>',
          sequence: `1 ${method}`,
        }),
      ).toStartWith('SIP/2.0 400 ')
  })
})
