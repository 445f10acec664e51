import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import type { Database } from './database'
import { KeyReused } from './errors'
import type { Written } from './outcome'
import type { Sql } from './pool'
import { type Fragment, type Scope, visibleToAll } from './scope'
import { open, seal } from './secrets'

/** A POST that is to be done once: which one (a digest of actor and key), and what was sent with it, by each key of the ring, the active one first. */
export type Claim = { key: Buffer; fingerprints: Buffer[]; sealed: Buffer | null }

/** What was answered, and what was shown that once. */
export type Answered = Written & { shown: string | null }

/** How long a key is remembered. */
export const HOURS = 24

/**
 * The claim of `key` by the one who acts; `sent` is everything that makes it this request and no other. There may be a password in it:
 * without the key ring its fingerprint tells nobody whether a guess is right.
 */
export const claimOf = (
  { keys: { keys } }: Pick<Database, 'keys'>,
  scope: Scope,
  key: string,
  sent: (string | Uint8Array)[],
): Claim => ({
  key: digest([scope.actorId ?? '', scope.actor, scope.tenantId ?? '', key], createHash('sha256')),
  fingerprints: [...keys.values()].map(secret => digest(sent, createHmac('sha256', secret))),
  sealed: null,
})

/** The claim of one part of what is done in parts, counted from 0; the first has the key itself. */
export const partOf = (claim: Claim, part: number): Claim =>
  part === 0 ? claim : { ...claim, key: digest([claim.key, String(part)], createHash('sha256')) }

/** What an answer that is shown once is bound to. */
export const boundToClaim = (key: Buffer): string => key.toString('hex')

/** With what its answer shows once, which must be known before the statement. */
export const showing = ({ keys }: Database, scope: Scope, shown: string): Scope =>
  scope.claim
    ? { ...scope, claim: { ...scope.claim, sealed: seal(keys, shown, boundToClaim(scope.claim.key)) } }
    : scope

/** The CTE that claims the key. Of several statements with one key a constraint lets one through, and undoes what the others did. */
export const claim = (
  sql: Sql,
  { key, fingerprints, sealed }: Claim,
  { answer, version, from }: { answer: Fragment; version: Fragment; from: Fragment },
): Fragment => sql`
  , claim as (
    insert into idempotency (key, fingerprint, answer, version, sealed)
    select ${key}::bytea, ${fingerprints[0] ?? null}::bytea, coalesce((${answer})::text, 'null'), ${version}, ${sealed}::bytea
    from ${from}
  )`

/** What a request with this claim was answered within the last day, or undefined. Throws KeyReused when something else was sent. */
export const answered = async ({ pool, keys }: Database, scope: Scope, { key, fingerprints }: Claim) => {
  const [row] = await pool.query(
    sql => sql<{ fingerprint: Uint8Array; answer: string; version: number; sealed: Uint8Array | null }[]>`
      with forgotten as (
        delete from idempotency where key = ${key} and created_at < now() - ${HOURS} * interval '1 hour'
      )
      select i.fingerprint, i.answer, i.version, i.sealed
      from idempotency i
      where i.key = ${key} and i.created_at >= now() - ${HOURS} * interval '1 hour'
        and ${visibleToAll(sql, scope)}`,
  )
  if (!row) return undefined
  if (!fingerprints.some(each => each.equals(row.fingerprint))) throw new KeyReused()
  const shown = row.sealed && open(keys, row.sealed, boundToClaim(key))
  return { json: row.answer, version: row.version, shown } satisfies Answered
}

/** Forgets the keys of yesterday. */
export const removeOldClaims = ({ pool }: Pick<Database, 'pool'>): PromiseLike<unknown> =>
  pool.query(sql => sql`delete from idempotency where created_at < now() - ${HOURS} * interval '1 hour'`)

// Each part with its length, or two requests could add up to the same.
const digest = (parts: (string | Uint8Array)[], hash: Hash | Hmac): Buffer => {
  for (const part of parts) {
    const bytes = Buffer.from(part)
    hash.update(`${bytes.length}:`)
    hash.update(bytes)
  }
  return hash.digest()
}
