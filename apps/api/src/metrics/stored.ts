import { openPool, type Pool } from '@ringfence/db/pool'
import { type Standing, standing } from '@ringfence/db/standing'
import { Gauge, Registry } from 'prom-client'
import type { Counted } from './metrics'

const DEADLINE_MILLISECONDS = 1000

type Measured = { name: string; help: string; read: (standing: Standing) => number }

const MEASURED: Measured[] = [
  { name: 'ringfence_tenants', help: 'Tenants.', read: ({ tenants }) => tenants },
  { name: 'ringfence_extensions', help: 'Extensions of all tenants.', read: ({ extensions }) => extensions },
  {
    name: 'ringfence_outbox_pending',
    help: 'Events that are yet to be delivered to webhooks, counted up to 100,000.',
    read: ({ pending }) => pending,
  },
  {
    name: 'ringfence_outbox_overdue_seconds',
    help: 'How long the event that was to be delivered first has been due.',
    read: ({ overdueSeconds }) => overdueSeconds,
  },
]

/** How the database of `url` stands now: whether it answers within a second, and what is in it, if `pool` has a connection to spare. */
export const storedNow = async (url: string, pool: Pool): Promise<Counted> => {
  const registry = new Registry()
  const late = Bun.sleep(DEADLINE_MILLISECONDS).then(() => null)
  const [isUp, now] = await Promise.all([answers(url), Promise.race([standing(pool).catch(() => null), late])])
  const registers = [registry]
  new Gauge({ name: 'ringfence_database_up', help: '1 while the database answers within a second.', registers }).set(
    isUp ? 1 : 0,
  )
  if (now) for (const { read, ...what } of MEASURED) new Gauge({ ...what, registers }).set(read(now))
  return registry.getMetricsAsJSON()
}

/** On a connection of its own: that all others are busy, or a table is locked, is something else. */
const answers = async (url: string): Promise<boolean> => {
  const pool = openPool(url, {
    size: 1,
    deadlineMilliseconds: DEADLINE_MILLISECONDS,
    applicationName: 'ringfence metrics',
  })
  try {
    await pool.query(sql => sql`select 1`)
    return true
  } catch {
    return false
  } finally {
    void pool.end()
  }
}
