import { tmpdir } from 'node:os'
import { generateKeyRing } from '@ringfence/db/secrets'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import type { Place } from '@ringfence/rig/place'
import { API, launch, serve } from '@ringfence/rig/program'
import type { Ground } from './case'

/** Of every program that a case starts. */
export const ADMIN = { email: 'admin@ringfence.example', password: 'herons hurry to seven lakes' }

/** The cluster that cases share, started when the first one asks. It ends with the place. */
export const openShared = (place: Place): { database(): Promise<string> } => {
  let started: Promise<Cluster> | undefined
  let made = 0
  const start = async () => {
    const cluster = await makeCluster()
    place.keep(() => cluster.remove())
    return cluster
  }
  return {
    async database() {
      started ??= start()
      const { url } = await started
      const name = `torture_${++made}`
      await asOwner(url, sql => sql`create database ${sql(name)}`)
      return Object.assign(new URL(url), { pathname: `/${name}` }).href
    },
  }
}

type Known = Pick<Ground, 'seed' | 'random' | 'short' | 'say' | 'place' | 'database'>

/** The ground of one case: what it starts ends with its place. */
export const groundOf = (known: Known): Ground => {
  const { place, database } = known
  let started = 0
  const environmentOf = async (changes: Record<string, string>) => {
    const env = { ...environment(), ...changes }
    if (!env.DATABASE_URL && !env.DATA_DIR) env.DATABASE_URL = await database()
    return env
  }
  return {
    ...known,
    async cluster(options) {
      const cluster = await makeCluster(options)
      place.keep(() => cluster.remove())
      return cluster
    },
    async api(changes = {}) {
      const env = await environmentOf(changes)
      const program = await serve(place, `api-${++started}`, API, env)
      return { ...program, env, signIn: () => signIn(program.url) }
    },
    async launch(changes = {}) {
      const env = await environmentOf(changes)
      return { ...launch(place, `api-${++started}`, API, { env }), env }
    },
  }
}

/** Of a program on a free port that finds its admin made. */
const environment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  PORT: '0',
  DEMO: '0',
  LOG_LEVEL: 'warn',
  WEBHOOK_PRIVATE_TARGETS: '1',
  SECRETS_KEYS: generateKeyRing(),
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
})

const signIn = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (!cookie) throw new Error(`The admin could not sign in: ${answer.status} ${await answer.text()}`)
  return cookie
}
