import { entry } from './audit'
import type { Database } from './database'
import type { Scope } from './scope'

/** What was asked for: the path alone, without its query. */
export type Refused = { method: string; path: string }

/** A path is the caller's to choose, and no longer than this in the trail. */
const CHARACTERS = 200

/**
 * Records that somebody was refused what the role does not allow: the first time within a minute, so that whoever tries again and
 * again does not fill the trail.
 */
export const recordRefusal = async (
  { pool }: Pick<Database, 'pool'>,
  scope: Scope,
  { method, path }: Refused,
): Promise<void> => {
  await pool.query(sql =>
    entry(sql, scope, {
      action: 'request.refused',
      target: 'request',
      targetId: sql`null::bigint`,
      tenantId: sql`${scope.tenantId}::bigint`,
      before: sql`null::json`,
      after: sql`json_build_object('method', ${method}::text, 'path', left(${path}, ${CHARACTERS}))`,
      from: sql`(
        select
        where not exists (
          select from audit a
          where a.actor = ${scope.actor} and a.action = 'request.refused' and a.at > now() - interval '1 minute'
        )
      ) here`,
    }),
  )
}
