import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Credential } from '@ringfence/client/send'
import { Refused, UsageError } from './failures'

/** The servers that were signed in to, with their credentials, and the one to talk to when none is named. */
export type Servers = { current?: string; credentials: Record<string, Credential> }

type Environment = Record<string, string | undefined>

export const DEFAULT_URL = 'http://127.0.0.1:3000'

/** The address in the form under which credentials are kept. Throws UsageError. */
export const serverAddress = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new UsageError(`${text} is not the address of a server: give one such as ${DEFAULT_URL}.`)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Throws Refused for a file that is not ours. */
export const readServers = async (env: Environment): Promise<Servers> => {
  const path = pathIn(env)
  const file = Bun.file(path)
  if (!(await file.exists())) return { credentials: {} }
  const content: unknown = await file.json().catch(() => undefined)
  if (isServers(content)) return content
  throw new Refused(`${path} cannot be read: remove it and sign in again.`)
}

/** Nobody else may read the file, and no reader sees half of it. */
export const writeServers = async (env: Environment, servers: Servers): Promise<void> => {
  const path = pathIn(env)
  const part = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await writeFile(part, `${JSON.stringify(servers, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(part, path)
  } finally {
    await rm(part, { force: true })
  }
}

const pathIn = ({ XDG_CONFIG_HOME, HOME }: Environment): string =>
  join(XDG_CONFIG_HOME || join(HOME || homedir(), '.config'), 'ringfence', 'servers.json')

const isServers = (value: unknown): value is Servers =>
  isRecord(value) &&
  (value.current === undefined || typeof value.current === 'string') &&
  isRecord(value.credentials) &&
  Object.values(value.credentials).every(isCredential)

const isCredential = (value: unknown): boolean =>
  isRecord(value) && [value.token, value.cookie].filter(one => typeof one === 'string').length === 1

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
