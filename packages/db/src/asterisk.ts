import type { Database } from './database'

/** A row of Asterisk's realtime tables, by column. */
export type AsteriskRow = Record<string, string | number | null>

/** Asterisk's realtime tables for the bearer of a token; see `engines`. */
export const asterisk = ({ pool }: Pick<Database, 'pool'>, proof: Buffer) => {
  const rows = async (query: Promise<{ json: string }[]>): Promise<AsteriskRow[]> =>
    (await query).map(({ json }) => JSON.parse(json))
  const counted = async (query: Promise<{ count: number }[]>): Promise<number> => (await query)[0]?.count ?? 0
  return {
    one: (relation: 'ps_auths' | 'ps_aors' | 'ps_endpoints', id: string) =>
      rows(
        pool.query(
          sql => sql<{ json: string }[]>`select r as json from engine_asterisk_one(${proof}, ${relation}, ${id}) r`,
        ),
      ),

    /** At most a thousand. */
    all: (relation: 'ps_aors' | 'ps_endpoints') =>
      rows(
        pool.query(sql => sql<{ json: string }[]>`select r as json from engine_asterisk_all(${proof}, ${relation}) r`),
      ),

    /** The members of a queue, which is called `t<tenant>-<number>`. */
    members: (queue: string) =>
      rows(
        pool.query(sql => sql<{ json: string }[]>`select r as json from engine_queue_members(${proof}, ${queue}) r`),
      ),

    contact: (id: string) =>
      rows(pool.query(sql => sql<{ json: string }[]>`select r as json from engine_contact(${proof}, ${id}) r`)),

    /** Those whose id begins like this, at most a thousand. */
    contacts: (beginning: string) =>
      rows(pool.query(sql => sql<{ json: string }[]>`select r as json from engine_contacts(${proof}, ${beginning}) r`)),

    /** How many rows were stored: none when that extension may not register. */
    store: (fields: AsteriskRow) =>
      counted(
        pool.query(
          sql =>
            sql<
              { count: number }[]
            >`select engine_contact_stored(${proof}, ${JSON.stringify(fields)}::text::json) as count`,
        ),
      ),

    update: (id: string, fields: AsteriskRow) =>
      counted(
        pool.query(
          sql =>
            sql<
              { count: number }[]
            >`select engine_contact_updated(${proof}, ${id}, ${JSON.stringify(fields)}::text::json) as count`,
        ),
      ),

    destroy: (id: string) =>
      counted(pool.query(sql => sql<{ count: number }[]>`select engine_contact_destroyed(${proof}, ${id}) as count`)),
  }
}
