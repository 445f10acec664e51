import { refreshStatistics } from '../bulk'
import { asOwner } from './database'
import { mintTenant } from './tenant'
import { until } from './until'

/** `count` extensions at only `moments` different times of creation, so that many share one. Their keys are of no use. */
export const insertMany = async (url: string, tenantId: number, count: number, moments: number): Promise<void> => {
  await asOwner(
    url,
    sql => sql`
      insert into extensions (tenant_id, extension_number, display_name, status, created_at,
        secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
      select ${tenantId}, (10000 + n)::text, 'Desk ' || n, 'active',
        timestamptz '2026-11-01 12:00:00.123456Z' + (n * 7 % ${moments}::int) * interval '1 microsecond',
        ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
      from generate_series(1, ${count}::int) n`,
  )
}

/** The ids in the order that the contract promises, newest first, straight from the table. */
export const idsNewestFirst = async (url: string, tenantId: number): Promise<number[]> => {
  const rows = await asOwner(
    url,
    sql => sql<{ id: string }[]>`
      select id from extensions where tenant_id = ${tenantId} order by created_at desc, id desc`,
  )
  return rows.map(({ id }) => Number(id))
}

/**
 * `count` extensions, shared out among `tenants` new tenants, with a device each, and statistics of them all. Nearly everybody is
 * at example.com, one in a hundred is called Ann, one alone has the desk of each number, and only the oldest fifth is archived.
 */
export const insertCrowd = async (url: string, count: number, tenants: number): Promise<number[]> => {
  const ids: number[] = []
  for (let index = 0; index < tenants; index++) ids.push((await mintTenant(url)).id)
  await asOwner(
    url,
    sql => sql`
      with added as (
        insert into extensions (tenant_id, extension_number, display_name, email, status, created_at,
          secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256)
        select (${`{${ids.join(',')}}`}::text::bigint[])[1 + n % ${tenants}::int], (10000 + n)::text,
          (case when n % 97 = 0 then 'Ann ' else 'Bo ' end) || (case when n % 5 = 0 then 'Archived' else 'Desk' end) || n,
          n || '@example.com', 'active',
          timestamptz '2026-11-01Z' + (n * 7919 % ${count}::int) * interval '1 second' - (case when n % 5 = 0 then interval '1 year' else interval '0' end),
          ''::bytea, md5('a'), encode(sha256('a'), 'hex'), md5('a'), encode(sha256('a'), 'hex')
        from generate_series(1, ${count}::int) n
        returning tenant_id, id
      )
      insert into devices (tenant_id, extension_id, label)
      select tenant_id, id, 'Desk' from added`,
    { deadlineMilliseconds: 60_000, statementTimeoutMilliseconds: 60_000 },
  )
  // A snapshot that somebody holds meanwhile, autovacuum for one, keeps pages from being known as visible to all.
  await until(
    'every page of extensions is known as visible to all',
    async () => {
      await refreshStatistics(url)
      return allVisible(url)
    },
    60,
  )
  return ids
}

const allVisible = async (url: string): Promise<boolean> => {
  const [table] = await asOwner(
    url,
    sql => sql<{ all: boolean }[]>`
      select relallvisible >= relpages * 0.99 as all
      from pg_class
      where oid = 'extensions'::regclass`,
  )
  return table?.all ?? false
}
