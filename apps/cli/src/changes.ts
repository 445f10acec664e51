import { ask, confirm, isAttended } from './ask'
import { Refused, UsageError } from './failures'
import { type Io, readText } from './io'
import type { Shell } from './shell'

export const MERGE_PATCH = { 'content-type': 'application/merge-patch+json' }

/** The header of a change that is made only to this version. Throws UsageError. */
export const ifMatch = (version: string | undefined): { 'If-Match'?: string } => {
  if (version === undefined) return {}
  const digits = /^"?([1-9][0-9]{0,8})"?$/.exec(version)?.[1]
  if (!digits) throw new UsageError(`--if-match takes the version that "show" prints, such as 3.`)
  return { 'If-Match': `"${digits}"` }
}

/** The version of a record, as its answer says it. */
export const versionIn = ({ headers }: Response): string | undefined => headers.get('etag')?.replaceAll('"', '')

/** What is there of the fields. Throws UsageError when nothing is. */
export const changes = <T extends object>(fields: T): Given<T> => {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  if (given.length === 0) throw new UsageError('There is nothing to change: give a field, as --help lists them.')
  // What is undefined was left out.
  return Object.fromEntries(given) as Given<T>
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Throws Refused unless someone agrees, UsageError when nobody can. */
export const agreed = async (
  shell: Shell,
  isAgreed: boolean | undefined,
  question: () => Promise<string>,
): Promise<void> => {
  if (isAgreed) return
  if (!isAttended(shell)) throw new UsageError('Nobody can be asked here: add --yes to do it.')
  if (!(await confirm(shell, await question()))) throw new Refused('Nothing was changed.')
}

/** A secret out of a pipe, or typed. Never an argument: every user of the machine can read those. */
export const secretFrom = async (io: Io, what: string): Promise<string> => {
  const secret = io.stdin.isTTY ? await ask(io, `${what}: `, { hidden: true }) : await readText(io)
  if (secret === '') throw new UsageError(`There is no ${what.toLowerCase()} in the input.`)
  return secret
}
