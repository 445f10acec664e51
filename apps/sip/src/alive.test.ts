import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { written } from './message'
import { openRawPhone } from './raw-phone'
import { answerTo } from './register'
import type { Rig } from './rig'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig

const answersOn = (socket: Socket): (() => string) => {
  let heard = ''
  socket.on('data', chunk => {
    heard += chunk.toString('latin1')
  })
  return () => heard
}

describeWithKamailio('Kamailio and a phone that is still there', () => {
  beforeAll(async () => {
    it = await startTestRig()
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  /** A call by a Kamailio of its own between two phones behind NAT: nobody is where they believe to be. */
  const talking = async (local: string) => {
    const { port } = await it.registrar(local)
    const office = await it.office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const caller = await openRawPhone(port, ada, '127.0.0.2:9')
    const called = await openRawPhone(port, bob, '127.0.0.3:9')
    await called.ask('REGISTER', `sip:${bob.domain}`, { headers: ['Expires: 300'] })
    await called.hear('SIP/2.0 200')
    await caller.ask('INVITE', called.address)
    called.answer(await called.hear('INVITE'), '200 OK')
    const call = caller.confirm(await caller.hear('SIP/2.0 200'))
    await called.hear('ACK')
    const recorded = async () => {
      await until('there is a call record', async () => (await office.cdrs()).length > 0)
      const cdrs = await office.cdrs()
      const [caller_number, destination_number] = [ada.number, bob.number]
      expect(cdrs).toMatchObject([
        { extension_id: ada.id, caller_number, destination_number, direction: 'internal', disposition: 'answered' },
      ])
      expect(cdrs[0]?.bill_seconds).toBeGreaterThanOrEqual(1)
      for (const phone of [caller, called]) phone.stop()
    }
    return { caller, called, call, recorded }
  }

  test('asks both phones of a call whether it goes on, also after hold, and leaves it alone when they say so', async () => {
    const { caller, called, call, recorded } = await talking('#!define ASK_EVERY 30')
    caller.within(call, 'INVITE')
    called.answer(await called.hear('INVITE'), '200 OK')
    await caller.hear('SIP/2.0 200')
    caller.within(call, 'ACK')
    for (const phone of [caller, called]) phone.answer(await phone.hear('OPTIONS', 80), '200 OK')
    caller.within(call, 'BYE', { sequence: 4 })
    called.answer(await called.hear('BYE'), '200 OK')
    await caller.hear('SIP/2.0 200')
    await recorded()
  }, 120_000)

  test('hangs up at both phones of a call that it takes for ended', async () => {
    const { caller, called, recorded } = await talking('#!define CALL_MOST 1')
    for (const phone of [caller, called]) phone.answer(await phone.hear('BYE'), '200 OK')
    await recorded()
  })

  test('answers a phone that keeps its way through NAT open over TCP (RFC 5626, 3.5.1)', async () => {
    const socket = connect(it.kamailio.port, '127.0.0.1')
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    socket.setTimeout(10_000, () => reject(new Error('no answer')))
    socket.on('error', reject)
    socket.on('data', chunk => resolve(chunk.toString()))
    socket.write('\r\n\r\n')
    expect(await promise.finally(() => socket.destroy())).toBe('\r\n')
  })

  test('lets go of whoever opens connections and proves nothing, and of no phone that is registered', async () => {
    const ada = await (await it.office()).extension('1001')
    const phone = connect(it.kamailio.port, '127.0.0.1')
    const ended = { phone: false, silent: false }
    phone.on('close', () => Object.assign(ended, { phone: true }))
    const heard = answersOn(phone)
    const target = `sip:${ada.domain}`
    const register = (sequence: number, headers: string[]) =>
      written(
        {
          start: `REGISTER ${target} SIP/2.0`,
          from: `<sip:1001@${ada.domain}>;tag=1`,
          to: `<sip:1001@${ada.domain}>`,
          sequence: `${sequence} REGISTER`,
          headers,
        },
        'TCP',
        `127.0.0.1:${phone.localPort}`,
      )
    await once(phone, 'connect')
    phone.write(register(1, []))
    await until('it is asked for its secret', () => heard().includes('SIP/2.0 401'))
    phone.write(register(2, [answerTo(heard(), ada, 'REGISTER', target)]))
    await until('it is registered', () => heard().includes('SIP/2.0 200'))
    const silent = connect(it.kamailio.port, '127.0.0.1')
    silent.on('close', () => Object.assign(ended, { silent: true }))
    silent.resume()
    silent.write('OPTIONS')
    await until('the silent one is let go', () => ended.silent, 50)
    // It was opened before the other one.
    phone.write('\r\n\r\n')
    await until('the phone is answered', () => heard().endsWith('\r\n\r\n\r\n'))
    expect(ended).toEqual({ phone: false, silent: true })
    phone.destroy()
  }, 80_000)

  test('takes what phones send for that over UDP for nothing', async () => {
    const ada = await (await it.office()).extension('1001')
    const socket = createSocket('udp4')
    for (const nothing of ['\r\n\r\n', '\0', '\0\0\0\0', 'jaK'])
      await new Promise(resolve => socket.send(nothing, it.kamailio.port, '127.0.0.1', resolve))
    socket.close()
    expect(await it.phones.register(ada)).toEqual([401, 200])
  })
})
