import type { CdrInput } from '@ringfence/domain/cdr'
import type { Device, DeviceInput } from '@ringfence/domain/device'
import type { ExtensionInput } from '@ringfence/domain/extension'
import type { QueueInput } from '@ringfence/domain/queue'
import type { QueueAgentInput } from '@ringfence/domain/queue-agent'
import type { TenantInput } from '@ringfence/domain/tenant'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { keyTexts } from './extension-keys'
import { commaed } from './lists'
import { openPool, type Sql } from './pool'
import type { Scope } from './scope'

type OfTenant = { tenant_id: number }
type Registration = Pick<
  Device,
  'user_agent' | 'contact' | 'transport' | 'received_from' | 'registered_at' | 'expires_at'
>

export type BulkExtension = ExtensionInput & { domain: string; created_at: string }
export type BulkDevice = DeviceInput & OfTenant & Registration
export type BulkQueueAgent = QueueAgentInput & OfTenant

/**
 * Thousands of rows in one statement, with one row in the audit trail that counts them. Constraints, quota and the rights of the
 * API's role hold as ever; what the domain's rules ask of a row is the caller's to see to. Each resolves to the new ids in the
 * order of the rows, and throws Invalid when a constraint refuses one.
 *
 * No COPY: the driver loses an error that arrives after the last of the data, such as the quota's, and waits for ever. It would save
 * a fiftieth of a large load, most of which are indexes.
 */
export const bulk = (db: Database, scope: Scope) => {
  const load = (table: string, target: string, rows: object[]): Promise<number[]> =>
    explained(db.pool.query(async sql => (await insert(sql, scope, table, target, rows)).map(({ id }) => Number(id))))
  return {
    tenants: (rows: TenantInput[]) => load('tenants', 'tenant', rows),
    extensions: (rows: BulkExtension[]) =>
      load(
        'extensions',
        'extension',
        rows.map(row => keyed(db, row)),
      ),
    devices: (rows: BulkDevice[]) => load('devices', 'device', rows),
    queues: (rows: QueueInput[]) => load('queues', 'queue', rows),
    queueAgents: (rows: BulkQueueAgent[]) => load('queue_agents', 'queue_agent', rows),
    cdrs: (rows: CdrInput[]) => load('cdrs', 'cdr', rows),
  }
}

const STATISTICS_MILLISECONDS = 60 * 60_000

/** Tidies up after a big load, so that the first queries are planned with what is there. `url` is the owner's. */
export const refreshStatistics = async (url: string): Promise<void> => {
  const pool = openPool(url, {
    size: 1,
    deadlineMilliseconds: STATISTICS_MILLISECONDS,
    statementTimeoutMilliseconds: STATISTICS_MILLISECONDS,
  })
  try {
    await pool.query(sql => sql`vacuum (analyze) tenants, extensions, devices, queues, queue_agents, cdrs`)
  } finally {
    await pool.end()
  }
}

const keyed = ({ keys }: Database, { secret, domain, created_at, ...row }: BulkExtension) => ({
  ...row,
  ...keyTexts(keys, domain, { ...row, secret }),
  created_at,
  updated_at: created_at,
})

const insert = async (sql: Sql, scope: Scope, table: string, target: string, rows: object[]) => {
  const [first] = rows
  if (!first) return []
  const columns = commaed(
    sql,
    Object.keys(first).map(name => sql`${sql(name)}`),
  )
  const deed = {
    action: `${target}.loaded`,
    target,
    targetId: sql`null::bigint`,
    tenantId: sql`null::bigint`,
    before: sql`null`,
    after: sql`json_build_object('rows', n)`,
    from: sql`(select count(*) as n from loaded) counted`,
  }
  return sql<{ id: string }[]>`
    with loaded as (
      insert into ${sql(table)} (${columns})
      select ${columns}
      from json_populate_recordset(null::${sql(table)}, ${JSON.stringify(rows)}::text::json)
      returning id
    ), ${trail(sql, scope, deed)}
    select id from loaded order by id`
}
