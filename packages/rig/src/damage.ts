import type { Sql } from '@ringfence/db/pool'
import { asOwner } from '@ringfence/db/testing/database'
import type { Tally } from './writers'

/** What the database holds against what was promised: the numbers of broken promises, and how many things are stored by halves. */
export const damage = async (ownerUrl: string, tally: Tally): Promise<{ lost: string[]; torn: number }> => {
  const rows = await asOwner(
    ownerUrl,
    sql => sql<{ extension_number: string; display_name: string }[]>`
      select extension_number, display_name
      from extensions`,
  )
  const [{ torn }] = await asOwner(ownerUrl, countTorn)
  return { lost: broken(tally, new Map(rows.map(row => [row.extension_number, row.display_name]))), torn }
}

const broken = ({ acknowledged, names, removals }: Tally, stored: Map<string, string>): string[] => [
  ...[...acknowledged].filter(number => !stored.has(number) && !removals.has(number)),
  ...[...removals].filter(([number, done]) => done && stored.has(number)).map(([number]) => number),
  ...[...names].filter(([number, may]) => !may.includes(stored.get(number) ?? may[0] ?? '')).map(([number]) => number),
]

/**
 * Extensions that lack the audit row of a change of theirs or have one too many, audit rows of what is not there, tenants that miscount,
 * and webhooks that are told of more or fewer extensions than were made.
 */
const countTorn = (sql: Sql) => sql<[{ torn: number }]>`
  select (
    (select count(*) from extensions e where e.version <> (
      select count(*) from audit a
      where a.target = 'extension' and a.target_id = e.id and a.action in ('extension.created', 'extension.updated')))
    + abs((select count(*) from extensions)
      - (select count(*) filter (where action = 'extension.created') - count(*) filter (where action = 'extension.deleted') from audit))
    + (select count(*) from tenants t where t.extensions_count <> (select count(*) from extensions e where e.tenant_id = t.id))
    + (select count(*) from webhooks w where 'extension.created' = any (w.events) and (
        select count(*) from webhook_deliveries d where d.webhook_id = w.id and d.type = 'extension.created'
      ) <> (select count(*) from audit where action = 'extension.created' and tenant_id = w.tenant_id))
  )::integer as torn`
