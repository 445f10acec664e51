import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch, type Program } from '@ringfence/rig/program'
import { newPort } from './ports'
import type { Account } from './sipp'
import type { Tools } from './tools'

/**
 * A softphone, without sound, that registers when it starts and unregisters when it ends; with the certificates in the file `authority`
 * over TLS, at whoever has one of them.
 */
export const startBaresip = async (
  place: Place,
  tools: Tools,
  sipPort: number,
  { number, domain, secret }: Account,
  authority?: string,
): Promise<Program> => {
  // It takes the next one for TLS.
  const port = await newPort({ pair: true })
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
    ...(authority ? [`sip_cafile ${authority}`, 'sip_verify_server yes'] : []),
  ])
  const transport = authority ? 'tls' : 'udp'
  write('accounts', [
    `<sip:${number}@${domain}>;auth_user=${number};auth_pass=${secret};outbound="sip:127.0.0.1:${sipPort};transport=${transport}";regint=60`,
  ])
  write('contacts', [])
  return launch(place, `baresip-${port}`, [tools.baresip, '-f', directory], { env: { ...tools.env, HOME: directory } })
}
