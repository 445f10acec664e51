import { asOwner } from './database'

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
