import type { Scope } from '@ringfence/db/scope'
import { hashed } from '@ringfence/db/sessions'
import { encodeCursor } from '@ringfence/domain/cursor'
import type { Cursor } from '@ringfence/domain/list'
import type { Rig } from './rig'

/** What the calls need to know of the data. */
export type Facts = {
  /** Extensions have the ids from 1 to this. */
  extensions: number
  tenants: number[]
  frequentWord: string
  rareWord: string
  /** Where nine tenths of the list lie behind. */
  deep: Cursor
  deepCursor: string
  deepCallCursor: string
  cookie: string
  scope: Scope
}

const DEPTH = 0.9
/** pgbench takes at most 128 scripts, one for each tenant. */
const MOST_TENANTS = 50

/** Signs in, looks at the data, and makes room in the tenants that get new extensions. */
export const findFacts = async (rig: Rig): Promise<Facts> => {
  const { owner } = rig
  const [ids] = await owner<[{ last: string; count: string }]>`select max(id) as last, count(*) from extensions`
  if (ids.last !== ids.count) throw new Error('The ids of the seeded extensions have gaps.')
  const extensions = Number(ids.count)
  const tenants = await owner<{ id: string }[]>`
    update tenants set max_extensions = 100000000
    where id in (select id from tenants order by id limit ${MOST_TENANTS})
    returning id`
  const deep = await deepRow(rig, extensions)
  const deepCall = await deepCallRow(rig)
  const cookie = await signIn(rig)
  return {
    extensions,
    tenants: tenants.map(({ id }) => Number(id)),
    ...(await words(rig)),
    deep,
    deepCursor: encodeCursor(deep),
    deepCallCursor: encodeCursor(deepCall),
    cookie,
    scope: await scopeOf(rig, cookie),
  }
}

const deepRow = async ({ owner }: Rig, extensions: number): Promise<Cursor> => {
  const [row] = await owner<Cursor[]>`
    select iso(created_at) as at, id
    from extensions
    order by created_at desc, id desc
    offset ${Math.floor(extensions * DEPTH)} limit 1`
  if (!row) throw new Error('There are no extensions.')
  return { at: row.at, id: row.id }
}

/** Beyond nine tenths of the time that calls were made in: counting to the row itself would take minutes. */
const deepCallRow = async ({ owner }: Rig): Promise<Cursor> => {
  const [row] = await owner<Cursor[]>`
    select iso(c.started_at) as at, c.id
    from cdrs c, (select min(started_at) as first, max(started_at) as last from cdrs) span
    where c.started_at <= span.last - ${DEPTH}::float8 * (span.last - span.first)
    order by c.started_at desc, c.id desc
    limit 1`
  if (!row) throw new Error('There are no call records.')
  return { at: row.at, id: row.id }
}

/** Plain words of display names: in most rows, and in fewest. */
const words = async ({ owner }: Rig): Promise<{ frequentWord: string; rareWord: string }> => {
  const counted = await owner<{ word: string }[]>`
    select word
    from extensions, regexp_split_to_table(lower(display_name), ' ') word
    where word ~ '^[a-z]{4,}$'
    group by word
    order by count(*) desc, word`
  const [frequent] = counted
  const rare = counted.at(-1)
  if (!frequent || !rare) throw new Error('There are no words to search for.')
  return { frequentWord: frequent.word, rareWord: rare.word }
}

const signIn = async ({ ringfence, admin }: Rig): Promise<string> => {
  const answer = await fetch(`${ringfence.url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(admin),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (!cookie) throw new Error(`The admin could not sign in: ${answer.status}`)
  return cookie
}

const scopeOf = async ({ owner, admin }: Rig, cookie: string): Promise<Scope> => {
  const [found] = await owner<[{ id: string }]>`select id from admins where email = ${admin.email}`
  return {
    actorId: found.id,
    actor: admin.email,
    role: 'owner',
    tenantId: null,
    requestId: crypto.randomUUID(),
    address: '127.0.0.1',
    credential: { kind: 'session', hash: hashed(cookie.replace(/^.*=/, '')) },
  }
}
