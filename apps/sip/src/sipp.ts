import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch, type Program } from '@ringfence/rig/program'
import type { Tools } from './tools'

/** Where sipp finds Kamailio, and where it may write. */
export type Line = { place: Place; tools: Tools; sipPort: number }

/** Whom a phone says to be, and with what it proves that. */
export type Account = { number: string; domain: string; secret: string; user?: string }

export type Transport = 'udp' | 'tcp'

export type Run = { program: Program; messages: string }

const SCENARIOS = join(import.meta.dir, 'scenarios')

export const scenarioPath = (name: string): string => join(SCENARIOS, `${name}.xml`)

let runs = 0

/** sipp with the scenario in the file at `path`, as a phone on that port of 127.0.0.1. */
export const startSipp = (
  { place, tools, sipPort }: Line,
  path: string,
  { port, transport = 'udp', options }: { port: number; transport?: Transport; options: string[] },
): Run => {
  const name = `sipp-${++runs}`
  const messages = join(place.directory, `${name}.messages`)
  const command = [
    ...[tools.sipp, `127.0.0.1:${sipPort}`, '-sf', path, '-nostdin', '-message_file', messages],
    ...['-i', '127.0.0.1', '-p', `${port}`, '-t', transport === 'udp' ? 'u1' : 't1', ...options],
  ]
  return { messages, program: launch(place, name, command, { env: tools.env }) }
}

/** The options that fill in `[field0]` and so on, a line for each call. */
export const filledWith = ({ place }: Line, lines: string[][]): string[] => {
  const path = join(place.directory, `sipp-${++runs}.csv`)
  writeFileSync(path, `SEQUENTIAL\n${lines.map(fields => `${fields.join(';')}\n`).join('')}`, { mode: 0o600 })
  return ['-inf', path]
}

export const proofOf = ({ number, user = number, secret }: Account): string =>
  `[authentication username=${user} password=${secret}]`
