import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { holdTenant, type Tally as Written } from '@ringfence/rig/writers'
import postgres from 'postgres'
import type { Api, Case, Ground } from '../case'
import { openTrial, type Trial } from '../trial'
import { moreRefused, moreWritten } from '../waits'

const MOST = 20

export const connections: Case = {
  name: 'connections',
  claim:
    'Without a connection to spare, of the server or of the pool, requests wait a second at most and are answered 503; then all goes on.',
  short: true,
  seconds: 90,
  async run(ground) {
    const cluster = await ground.cluster({ settings: `-c max_connections=${MOST}` })
    const program = await ground.api({ DATABASE_URL: cluster.url, POOL_SIZE: '4' })
    const trial = await openTrial(ground, program, cluster.url)
    const unexpected: string[] = []
    const written = await trial.write(async written => {
      for (let round = 0; round < (ground.short ? 1 : 3); round++) {
        await moreWritten(written)
        unexpected.push(...(await serverIsFull(ground, program, cluster.url, written)))
        await moreWritten(written)
        unexpected.push(...(await poolIsFull(ground, trial, cluster.url, written)))
      }
      await moreWritten(written)
    }, 12)
    const tally = await trial.reckon(written)
    tally.unexpected.push(...unexpected)
    return tally
  },
}

/** Others take every connection of the server, the program's own among them. */
const serverIsFull = async ({ say }: Ground, program: Api, url: string, written: Written): Promise<string[]> => {
  const others = Array.from({ length: 2 * MOST }, () => postgres(url, { max: 1, fetch_types: false, idle_timeout: 0 }))
  const [killer, ...rest] = others
  if (!killer) return []
  await killer`select 1`
  await until('every connection is taken', async () => {
    await killer`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'ringfence key %'`
    await Promise.allSettled(rest.map(sql => sql`select 1`))
    const left = await killer`select from pg_stat_activity where application_name like 'ringfence key %'`
    return left.length === 0
  })
  await moreRefused(written)
  const [ready, live] = [await fetch(`${program.url}/readyz`), await fetch(`${program.url}/livez`)]
  say(`${others.length} others at a server with room for ${MOST}`)
  await Promise.all(others.map(sql => sql.end({ timeout: 1 })))
  await until('it is ready again', async () => (await fetch(`${program.url}/readyz`)).ok, 20)
  return live.ok
    ? ready.status === 503
      ? []
      : [`It called itself ready: ${ready.status}.`]
    : ['It called itself dead.']
}

/** Every connection of the pool waits for a lock, and readers for a connection. */
const poolIsFull = async ({ say }: Ground, trial: Trial, url: string, written: Written): Promise<string[]> => {
  const release = await holdTenant(url, trial.tenantId)
  const { url: api, cookie } = trial.target()
  await until('the pool is taken', async () => (await waiting(url)) >= 4)
  const began = performance.now()
  const read = await fetch(`${api}/api/tenants`, { headers: { cookie } })
  const milliseconds = performance.now() - began
  await moreRefused(written)
  await release()
  say(`a reader beside a pool that waits was answered ${read.status} after ${Math.round(milliseconds)} ms`)
  const faults = [200, 503].includes(read.status) ? [] : [`A reader was answered ${read.status}.`]
  return milliseconds < 3000 ? faults : [...faults, `A reader waited ${Math.round(milliseconds)} ms.`]
}

const waiting = async (url: string): Promise<number> => {
  const [row] = await asOwner(
    url,
    sql => sql<[{ count: number }]>`
      select count(*)::integer as count
      from pg_stat_activity
      where application_name like 'ringfence key %' and wait_event_type = 'Lock'`,
    { applicationName: 'observer' },
  )
  return row.count
}
