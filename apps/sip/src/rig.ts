import { join } from 'node:path'
import { startEmbedded } from '@ringfence/db/embedded'
import { generateKeyRing } from '@ringfence/db/secrets'
import { openPlace, type Place } from '@ringfence/rig/place'
import { API, serve } from '@ringfence/rig/program'
import { type Api, signIn } from './api'
import { type Kamailio, startKamailio } from './kamailio'
import { type Office, openOffice } from './office'
import { type Phones, phones } from './phones'
import type { Line } from './sipp'
import type { Tools } from './tools'

/** PostgreSQL and the API on it, on this machine's loopback. */
export type System = {
  api: Api
  url: string
  database: { url: string; stop(): Promise<void>; start(): Promise<void> }
  /** What its commands need to reach the database. */
  env: Record<string, string>
  /** What a provider pastes into a configuration: the lines of `bun run engine`. */
  accessOf(engine: 'kamailio' | 'asterisk' | 'opensips'): Promise<string>
}

/** The same with Kamailio, and with programs that are phones. */
export type Rig = System & {
  place: Place
  tools: Tools
  kamailio: Kamailio
  line: Line
  phones: Phones
  office(): Promise<Office>
  /** Another Kamailio on the same database. */
  registrar(local?: string): Promise<Kamailio>
  stop(): Promise<void>
}

const ENGINE = join(import.meta.dir, '../../api/src/engine-password.ts')
const ADMIN = { email: 'admin@ringfence.example', password: crypto.randomUUID() }
const SOON = '#!define EXPIRES_LEAST 1\n#!define EXPIRED_EVERY 1\n#!define WORKERS 2'

export const startRig = async (tools: Tools): Promise<Rig> => {
  const place = openPlace('ringfence-sip-')
  try {
    const system = await startSystem(place)
    const access = await system.accessOf('kamailio')
    const registrar = (local = '') => startKamailio(place, tools, `${access}\n${SOON}\n${local}`)
    const kamailio = await registrar()
    const line = { place, tools, sipPort: kamailio.port }
    return {
      ...{ ...system, place, tools, kamailio, registrar },
      ...{ line, phones: phones(line) },
      office: () => openOffice(system.api),
      stop: place.stop,
    }
  } catch (error) {
    await place.stop()
    throw error
  }
}

/** It ends with the place. */
export const startSystem = async (place: Place): Promise<System> => {
  const database = await startDatabase(place)
  const env = environment(database.url)
  const { url } = await serve(place, 'api', API, env)
  return { database, url, env, api: await signIn(url, ADMIN), accessOf: engine => accessOf(engine, env) }
}

const startDatabase = async (place: Place): Promise<System['database']> => {
  const directory = join(place.directory, 'data')
  let server = await startEmbedded(directory, { durable: false })
  const { url, port } = server
  place.keep(() => server.stop())
  return {
    url,
    stop: () => server.stop(),
    start: async () => {
      server = await startEmbedded(directory, { durable: false, port })
    },
  }
}

const environment = (databaseUrl: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  DATABASE_URL: databaseUrl,
  SECRETS_KEYS: generateKeyRing(),
  PORT: '0',
  LOG_LEVEL: 'warn',
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
})

const accessOf = async (name: string, env: Record<string, string>): Promise<string> => {
  const engine = Bun.spawn([process.execPath, ENGINE, name], { env, stdout: 'pipe', stderr: 'pipe' })
  const [lines, complaint] = await Promise.all([engine.stdout.text(), engine.stderr.text()])
  if ((await engine.exited) !== 0) throw new Error(complaint)
  return lines
}
