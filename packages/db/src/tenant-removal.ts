import { trail } from './audit'
import type { Database } from './database'
import { integers, type Versions } from './outcome'
import type { Sql } from './pool'
import { type Scope, visible } from './scope'

/** A tenant with all that belongs to it, in one statement; what others refer to by its id alone stays, such as the audit trail. */
export const eraseWhole = (sql: Sql, scope: Scope, id: string, versions: Versions) => sql<
  [{ found: boolean; removed: boolean }]
>`
  with doomed as (
    select t.id
    from tenants t
    where t.id = ${id} and ${visible(sql, scope, 't.id')}
      ${versions ? sql`and t.version = any(${integers(versions)}::integer[])` : sql``}
    for update
  ), gone_cdrs as (
    delete from cdrs c using doomed where c.tenant_id = doomed.id returning c.id
  ), gone_agents as (
    delete from queue_agents a using doomed where a.tenant_id = doomed.id returning a.id
  ), gone_queues as (
    delete from queues q using doomed where q.tenant_id = doomed.id returning q.id
  ), gone_devices as (
    delete from devices d using doomed where d.tenant_id = doomed.id returning d.id
  ), gone_extensions as (
    delete from extensions e using doomed where e.tenant_id = doomed.id returning e.id
  ), gone_admins as (
    delete from admins m using doomed where m.tenant_id = doomed.id returning m.id
  ), t as (
    delete from tenants t using doomed where t.id = doomed.id returning t.id, t.record
  ), ${trail(sql, scope, {
    action: 'tenant.deleted',
    target: 'tenant',
    targetId: sql`t.id`,
    tenantId: sql`t.id`,
    before: sql`t.record::json`,
    after: sql`json_build_object(
      'extensions', (select count(*) from gone_extensions),
      'devices', (select count(*) from gone_devices),
      'queues', (select count(*) from gone_queues),
      'queue_agents', (select count(*) from gone_agents),
      'cdrs', (select count(*) from gone_cdrs),
      'admins', (select count(*) from gone_admins))`,
    from: sql`t`,
  })}
  select exists (select from tenants t where t.id = ${id} and ${visible(sql, scope, 't.id')}) as found,
    exists (select from t) as removed`

/** Past so many call records nobody waits for the exact number. */
const COUNTED = 1000

/** What keeps a tenant from being deleted, in words: `3 extensions and 1 queue`. */
export const whatIsInTheWay = async ({ pool }: Database, scope: Scope, id: string): Promise<string> => {
  const counts = await pool.query(
    sql => sql<{ what: string; count: number }[]>`
      select what, count
      from tenants t, lateral (
        select 1 as place, 'extension' as what, t.extensions_count as count
        union all
        select 2, 'queue', (select count(*)::integer from queues q where q.tenant_id = t.id)
        union all
        select 3, 'CDR', (select count(*)::integer from (select from cdrs c where c.tenant_id = t.id limit ${COUNTED + 1}) counted)
        union all
        select 4, 'admin', (select count(*)::integer from admins m where m.tenant_id = t.id)
      ) things
      where t.id = ${id} and ${visible(sql, scope, 't.id')} and count > 0
      order by place`,
  )
  return new Intl.ListFormat('en').format(counts.map(({ what, count }) => counted(what, count)))
}

const counted = (what: string, count: number): string =>
  what === 'CDR' && count > COUNTED ? `more than ${COUNTED} CDRs` : `${count} ${what}${count === 1 ? '' : 's'}`
