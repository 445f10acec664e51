import { asOwner } from '@ringfence/db/testing/database'

const TABLES = ['tenants', 'extensions', 'devices', 'queues', 'queue_agents', 'cdrs', 'audit'] as const

export type Contents = Record<(typeof TABLES)[number], string[]>

/** Every column of every row that a load may write, as the owner sees it. */
export const contents = async (url: string): Promise<Contents> => {
  const entries = TABLES.map(async table => {
    const rows = await asOwner(
      url,
      sql => sql<{ row: string }[]>`select row_to_json(r)::text as row from ${sql(table)} r order by id`,
    )
    return [table, rows.map(({ row }) => row)]
  })
  // Each entry's name comes out of the list above.
  return Object.fromEntries(await Promise.all(entries)) as Contents
}
