import { NotFound, Stale } from './errors'

/** A record as PostgreSQL printed it, and the version that its ETag says. */
export type Written = { json: string; version: number }

/** What a guarded write reports of itself: was the row there, which version did it lock, and what stands there now. */
export type Outcome = { found: boolean; locked: number | null; json: string | null; version: number | null }

/** The versions that `If-Match` allows, or null for any. */
export type Versions = number[] | null

/**
 * The record that was written, or null when the write was outrun by another and is worth repeating.
 * Throws NotFound when the row is not there, Stale when its version is not an expected one.
 */
export const settled = (what: string, outcome: Outcome, versions: Versions): Written | null => {
  if (!outcome.found) throw new NotFound(what)
  if (outcome.locked !== null && versions && !versions.includes(outcome.locked)) throw new Stale()
  return outcome.json !== null && outcome.version !== null ? { json: outcome.json, version: outcome.version } : null
}

/** Integers as an array literal: the driver makes none without a query for the types of every new connection. */
export const integers = (numbers: number[]): string => `{${numbers.join(',')}}`
