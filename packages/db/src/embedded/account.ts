import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { EmbeddedPostgresError } from './error'

/** Whom PostgreSQL runs as when we are root, which it refuses to be. */
export type Account = { name: string; uid: number; gid: number }

const NAMES = ['postgres', '_postgres', 'nobody']

/** The owner of `data` if it is there, else an unprivileged account of the machine; undefined when we are not root. */
export const accountFor = (data: string): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const accounts = passwd()
  const owner = statSync(data, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) {
    const name = accounts.find(account => account.uid === owner.uid)?.name ?? `user ${owner.uid}`
    return { name, uid: owner.uid, gid: owner.gid }
  }
  for (const name of NAMES) {
    const account = accounts.find(candidate => candidate.name === name)
    if (account) return account
  }
  throw new EmbeddedPostgresError('PostgreSQL refuses to run as root, and this machine has no user postgres or nobody')
}

/** What `spawn` needs to become the account. */
export const identity = (account: Account | undefined): { uid?: number; gid?: number } =>
  account ? { uid: account.uid, gid: account.gid } : {}

/** Asked as the account itself: modes alone would miss access lists and mounts without execution. */
export const permits = (account: Account | undefined, path: string, access: 'r' | 'x'): boolean =>
  spawnSync('/bin/sh', ['-c', `test -${access} "$1"`, 'sh', path], { ...identity(account), cwd: '/' }).status === 0

const passwd = (): Account[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
