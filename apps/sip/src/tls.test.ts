import { afterAll, beforeAll, expect, test } from 'bun:test'
import { rootCertificates } from 'node:tls'
import { startBaresip } from './baresip'
import { exchange } from './message'
import { phones } from './phones'
import { newPort } from './ports'
import type { Rig } from './rig'
import { certificate, certificateFiles } from './testing/certificate'
import { describeWithKamailio, startTestRig } from './testing/kamailio'
import { until } from './until'

let it: Rig
let registrar: { port: number; secure: number }
let authority: string

describeWithKamailio('Kamailio over TLS', () => {
  beforeAll(async () => {
    it = await startTestRig()
    const secure = await newPort()
    const files = certificateFiles(it.place.directory)
    authority = files.certificate
    const { port } = await it.registrar(`
#!define WITH_TLS
#!define TLS_CERTIFICATE "${authority}"
#!define TLS_KEY "${files.key}"
listen=tls:127.0.0.1:${secure}`)
    registrar = { port, secure }
  }, 60_000)
  afterAll(() => it?.stop(), 60_000)

  test('registers a softphone as a device over TLS, and calls ring there', async () => {
    const office = await it.office()
    const [ada, bob] = await Promise.all([office.extension('1001'), office.extension('1002')])
    const phone = await startBaresip(it.place, it.tools, registrar.secure, ada, authority)
    await until('baresip is registered', async () => (await ada.devices()).length === 1)
    expect(await ada.devices()).toMatchObject([
      { transport: 'tls', received_from: expect.stringContaining('127.0.0.1:') },
    ])
    const sipp = phones({ ...it.line, sipPort: registrar.port })
    expect(await sipp.call(bob, ada, 'cancel')).toEqual([407, 180, 200, 487])
    await phone.end()
    await until('baresip is gone', async () => (await ada.devices()).length === 0)
  })

  test('refuses a softphone with a wrong secret there too', async () => {
    const ada = await (await it.office()).extension('1001')
    const phone = await startBaresip(
      it.place,
      it.tools,
      registrar.secure,
      { ...ada, secret: 'not the secret' },
      authority,
    )
    await until('baresip was refused', async () => (await phone.printed()).includes('401 Unauthorized'))
    expect(await ada.devices()).toEqual([])
    await phone.end()
  })

  test('has a certificate, and answers nobody who trusts another alone', async () => {
    const asked = {
      start: `OPTIONS sip:127.0.0.1:${registrar.secure} SIP/2.0`,
      from: '<sip:rig@127.0.0.1>;tag=1',
      to: '<sip:rig@127.0.0.1>',
      sequence: '1 OPTIONS',
    }
    expect(await exchange({ port: registrar.secure, authority: certificate.cert }, asked)).toStartWith('SIP/2.0 200 ')
    await expect(exchange({ port: registrar.secure, authority: rootCertificates[0] ?? '' }, asked)).rejects.toThrow(
      'certificate',
    )
  })
})
