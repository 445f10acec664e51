import { entry } from './audit'
import type { Database } from './database'
import type { Scope } from './scope'

/** Writes into the audit trail that rows leave, and which were asked for. The session must be proved before. */
export const recordExport = (
  { pool }: Pick<Database, 'pool'>,
  scope: Scope,
  target: string,
  asked: object,
): PromiseLike<unknown> =>
  pool.query(sql =>
    entry(sql, scope, {
      action: `${target}.exported`,
      target,
      targetId: sql`null::bigint`,
      tenantId: sql`${scope.tenantId}::bigint`,
      before: sql`null`,
      after: sql`${JSON.stringify(asked)}::text::json`,
      from: sql`(select 1) asked`,
    }),
  )
