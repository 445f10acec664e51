import type { Cluster, ClusterOptions } from '@ringfence/db/testing/cluster'
import type { Place } from '@ringfence/rig/place'
import type { Program } from '@ringfence/rig/program'

/** What a case saw. Its claim is true when nothing was lost, torn or hung, and nothing unexpected happened. */
export type Tally = {
  tried: number
  acknowledged: number
  /** Acknowledged, and not there afterwards. */
  lost: number
  /** Stored by halves: a row without its audit row, a counter that does not count. */
  torn: number
  /** Never answered, or not in time. */
  hung: number
  /** A sentence for each answer or fact that nobody foresaw. */
  unexpected: string[]
}

export type Case = {
  name: string
  /** What holds, in one sentence. */
  claim: string
  /** Whether it runs in the short form, too. */
  short: boolean
  /** The most that it may take. */
  seconds: number
  /** Throws CannotRun where the machine lacks what it takes. */
  run(ground: Ground): Promise<Tally>
}

/** What a case stands on. All that it starts ends with it. */
export type Ground = {
  seed: number
  /** From 0 to below 1, the same numbers for the same seed and case. */
  random(): number
  /** Whether it is the short form, which does less of everything. */
  short: boolean
  place: Place
  /** Prints a line of progress. */
  say(line: string): void
  /** The URL of a new and empty database, as its owner, on a cluster that nobody harms. */
  database(): Promise<string>
  /** A PostgreSQL that is the case's own, to be stopped, frozen and killed. */
  cluster(options?: ClusterOptions): Promise<Cluster>
  /** The program as users start it, once it serves: on a new database, unless `changes` of its environment say otherwise. */
  api(changes?: Record<string, string>): Promise<Api>
  /** The same, which may never serve: nobody waits for it. */
  launch(changes?: Record<string, string>): Promise<Program & { env: Record<string, string> }>
}

export type Api = Program & {
  url: string
  env: Record<string, string>
  /** A new session of the first admin, as the value of a Cookie header. */
  signIn(): Promise<string>
}

/** The message says in one sentence what is missing and how to get it. */
export class CannotRun extends Error {}
