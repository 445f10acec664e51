import { openPlace, type Place } from '@ringfence/rig/place'
import { startBaresip } from './baresip'
import { startKamailio } from './kamailio'
import { type Office, openOffice } from './office'
import { phones } from './phones'
import { newPort } from './ports'
import { type System, startSystem } from './rig'
import { findTools, HOW_TO_INSTALL, type Tools } from './tools'
import { until } from './until'

/** `bun run demo:sip`: a phone system in a directory that goes away, and a line for each thing that happens in it. */
const demo = async (place: Place, say: (line: string) => void): Promise<void> => {
  const system = await startSystem(place)
  say(`PostgreSQL and the API run: ${system.url}`)
  const office = await openOffice(system.api)
  say(`POST /api/tenants: a tenant with the SIP realm ${office.domain}`)
  const tools = findTools({ ...process.env, CI: undefined })
  if (!tools) say(`Kamailio and the phones are not here, so that is all. ${HOW_TO_INSTALL}`)
  else await withPhones({ place, system, office, tools, say })
}

type Scene = { place: Place; system: System; office: Office; tools: Tools; say: (line: string) => void }

const withPhones = async ({ place, system, office, tools, say }: Scene): Promise<void> => {
  const { port } = await startKamailio(place, tools, await system.accessOf('kamailio'))
  const sipp = phones({ place, tools, sipPort: port })
  say(`Kamailio runs on 127.0.0.1:${port} with infra/kamailio/kamailio.cfg and the line of \`bun run engine kamailio\``)

  const ada = await office.extension('1001')
  say(`POST /api/extensions: extension 1001 with the id ${ada.id}`)
  await startBaresip(place, tools, port, ada)
  await until('the softphone is registered', async () => (await ada.devices()).length > 0)
  const [device] = await ada.devices()
  say(
    `The softphone registered. GET /api/devices: ${device?.user_agent}, ${device?.transport}, ${device?.received_from}, online`,
  )

  const bob = await office.extension('1002')
  const cleo = await office.extension('1003')
  const wrong = await sipp.register({ ...bob, secret: 'a guess' })
  say(`1002 with a wrong secret is answered ${wrong.join(', ')}`)
  const phone = await newPort()
  await sipp.register(cleo, { port: phone })
  await sipp.pickUp(phone, 'answer')
  const call = await sipp.call(bob, cleo)
  await until('there is a call record', async () => (await office.cdrs()).length > 0)
  const [cdr] = await office.cdrs()
  say(`1002 calls 1003: ${call.join(', ')}. GET /api/cdrs: ${cdr?.disposition}, ${cdr?.bill_seconds} s`)

  await system.api.change(`/api/extensions/${ada.id}`, { status: 'disabled' })
  const left = await ada.devices()
  const again = await sipp.register(ada)
  say(
    `PATCH /api/extensions/${ada.id} to disabled: ${left.length} devices online, and 1001 is answered ${again.join(', ')}`,
  )
}

const place = openPlace('ringfence-demo-')
const stop = async (status: number) => {
  await place.stop()
  process.exit(status)
}
process.on('SIGINT', () => stop(130))
let steps = 0
try {
  await demo(place, line => console.log(`${++steps}. ${line}`))
  console.log('All of it is removed again.')
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The demo failed.')
  await stop(1)
}
await stop(0)
