import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch, type Program } from '@ringfence/rig/program'
import { exchange } from './message'
import { newPort } from './ports'
import type { Tools } from './tools'
import { until } from './until'

const CONFIGURATION = join(import.meta.dir, '../../../infra/kamailio/kamailio.cfg')

export type Kamailio = { port: number; program: Program }

/** Kamailio with the configuration of infra/, on a free port of 127.0.0.1, once it answers. `local` is what a provider adds. */
export const startKamailio = async (place: Place, tools: Tools, local: string): Promise<Kamailio> => {
  const port = await newPort()
  const directory = join(place.directory, `kamailio-${port}`)
  mkdirSync(directory)
  copyFileSync(CONFIGURATION, join(directory, 'kamailio.cfg'))
  const listening = ['udp', 'tcp'].map(transport => `listen=${transport}:127.0.0.1:${port}\n`).join('')
  writeFileSync(join(directory, 'kamailio-local.cfg'), `${local}\n${listening}`, { mode: 0o600 })
  const command = [...tools.kamailio, '-f', 'kamailio.cfg', '-DD', '-E', '-M', '8', '-Y', directory, '-w', directory]
  const program = launch(place, `kamailio-${port}`, command, { env: { ...tools.env, TZ: 'UTC' }, cwd: directory })
  await until('Kamailio answers', async () => {
    if (program.process.exitCode !== null) throw new Error(`Kamailio does not run:\n${await program.printed()}`)
    return answers(port)
  })
  return { port, program }
}

const answers = (port: number): Promise<boolean> =>
  exchange(port, {
    start: `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
    from: '<sip:rig@127.0.0.1>;tag=1',
    to: '<sip:rig@127.0.0.1>',
    sequence: '1 OPTIONS',
  }).then(
    answer => answer.startsWith('SIP/2.0 200'),
    () => false,
  )
