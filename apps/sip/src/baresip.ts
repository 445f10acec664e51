import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { freePort } from '@ringfence/db/embedded/launch'
import type { Place } from '@ringfence/rig/place'
import { launch, type Program } from '@ringfence/rig/program'
import type { Account } from './sipp'
import type { Tools } from './tools'

/** A softphone, without sound, that registers when it starts and unregisters when it ends. */
export const startBaresip = async (
  place: Place,
  tools: Tools,
  kamailioPort: number,
  { number, domain, secret }: Account,
): Promise<Program> => {
  const port = await freePorts()
  const directory = join(place.directory, `baresip-${port}`)
  mkdirSync(directory)
  const write = (name: string, lines: string[]) =>
    writeFileSync(join(directory, name), `${lines.join('\n')}\n`, { mode: 0o600 })
  write('config', [
    `sip_listen 127.0.0.1:${port}`,
    'net_interface 127.0.0.1',
    `module_path ${tools.baresipModules}`,
    'module g711.so',
    'module uuid.so',
    'module_app account.so',
    'module_app menu.so',
  ])
  write('accounts', [
    `<sip:${number}@${domain}>;auth_user=${number};auth_pass=${secret};outbound="sip:127.0.0.1:${kamailioPort};transport=udp";regint=60`,
  ])
  write('contacts', [])
  return launch(place, `baresip-${port}`, [tools.baresip, '-f', directory], { env: { ...tools.env, HOME: directory } })
}

/** A free port whose next one is free, too: baresip takes that for TLS. */
const freePorts = async (): Promise<number> => {
  for (;;) {
    const port = await freePort()
    if (await isFree(port + 1)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
