import type { Pool } from '@ringfence/db/pool'

const DEADLINE_MILLISECONDS = 1000

/** Whether the database answers within a second and its schema is the one that this program was made for. */
export const readiness = (pool: Pool, version: number) => (): Promise<boolean> => {
  const answers = pool
    .query(sql => sql<[{ version: number }]>`select max(version) as version from schema_migrations`)
    .then(([row]) => row.version === version)
    .catch(() => false)
  return Promise.race([answers, Bun.sleep(DEADLINE_MILLISECONDS).then(() => false)])
}
