import type { Pool } from 'pg'
import {
  agentColumns,
  agentIn,
  cdrColumns,
  deviceColumns,
  extensionColumns,
  extensionIn,
  queueColumns,
  queueIn,
  type Row,
  tenantColumns,
  tenantIn,
} from './rows'

export type ListQuery = { limit?: number; cursor?: string; search?: string }

const CDRS = 100

/** A list and, when a limit was given and there is more, the cursor of its next page. */
export const listExtensions = async (pool: Pool, query: ListQuery): Promise<{ data: Row[]; next: string | null }> => {
  const { rows } = await pool.query<Row>(listStatement(query))
  const more = query.limit !== undefined && rows.length > query.limit
  const page = more ? rows.slice(0, query.limit) : rows
  const devices = await devicesOf(
    pool,
    page.map(row => row.id),
  )
  const data = page.map(row => ({ ...extensionIn(row), tenant: tenantIn(row), devices: devices.get(row.id) ?? [] }))
  const last = page.at(-1)
  return { data, next: more && last ? Buffer.from(`${last.at} ${last.id}`).toString('base64url') : null }
}

const listStatement = ({ limit, cursor, search }: ListQuery) => {
  const values: unknown[] = []
  const place = (value: unknown) => `$${values.push(value)}`
  const conditions: string[] = ['true']
  if (search) conditions.push(`e.search_text like lower(${place(`%${search.replace(/[\\%_]/g, '\\$&')}%`)})`)
  if (cursor) {
    const [at, id] = Buffer.from(cursor, 'base64url').toString().split(' ')
    conditions.push(`(e.created_at, e.id) < (${place(at)}::timestamptz, ${place(id)}::bigint)`)
  }
  const text = `
    select ${extensionColumns}, iso(e.created_at) as at, ${tenantColumns}
    from extensions e
    join tenants t on t.id = e.tenant_id
    where ${conditions.join(' and ')}
    order by e.created_at desc, e.id desc
    ${limit === undefined ? '' : `limit ${place(limit + 1)}`}`
  return { name: `list ${Boolean(search)} ${Boolean(cursor)} ${limit !== undefined}`, text, values }
}

const devicesOf = async (pool: Pool, ids: unknown[]): Promise<Map<unknown, Row[]>> => {
  const devices = new Map<unknown, Row[]>()
  if (ids.length === 0) return devices
  const { rows } = await pool.query<Row>({
    name: 'devices',
    text: `select ${deviceColumns} from devices d where d.extension_id = any($1::bigint[]) order by d.id`,
    values: [ids],
  })
  for (const device of rows) {
    const present = devices.get(device.extension_id)
    if (present) present.push(device)
    else devices.set(device.extension_id, [device])
  }
  return devices
}

export const showExtension = async (pool: Pool, id: string): Promise<Row | null> => {
  const ask = (name: string, text: string) => pool.query<Row>({ name, text, values: [id] })
  const [found, devices, agents, cdrs, count] = await Promise.all([
    ask(
      'show',
      `select ${extensionColumns}, ${tenantColumns} from extensions e join tenants t on t.id = e.tenant_id where e.id = $1`,
    ),
    ask('devices of', `select ${deviceColumns} from devices d where d.extension_id = $1 order by d.id`),
    ask(
      'agents of',
      `select ${agentColumns}, ${queueColumns} from queue_agents a join queues q on q.id = a.queue_id where a.extension_id = $1 order by a.id`,
    ),
    ask(
      'cdrs of',
      `select ${cdrColumns} from cdrs c where c.extension_id = $1 order by c.started_at desc, c.id desc limit ${CDRS}`,
    ),
    ask('cdr count of', 'select count(*) as count from cdrs c where c.extension_id = $1'),
  ])
  const [extension] = found.rows
  if (!extension) return null
  return {
    ...extensionIn(extension),
    tenant: tenantIn(extension),
    devices: devices.rows,
    queueAgents: agents.rows.map(row => ({ ...agentIn(row), queue: queueIn(row) })),
    cdrs: cdrs.rows,
    cdrs_count: count.rows[0]?.count,
  }
}
