import { RingfenceError } from '@ringfence/client/errors'
import { createRingfence, type Ringfence } from '@ringfence/client/ringfence'
import type { Credential } from '@ringfence/client/send'
import type { Command } from 'commander'
import { SignedOut } from './failures'
import type { Io } from './io'
import { DEFAULT_URL, readServers, serverAddress } from './servers'

/** What one command works with. */
export type Shell = Io & {
  url: string
  /** As given for this command alone, or kept since the sign-in. */
  credential: Credential | undefined
  ringfence: Ringfence
  isJson: boolean
}

type GlobalOptions = { url?: string; token?: string; json?: boolean }

/** The action of a command: `work` gets the shell before the arguments and options that commander parsed. */
export const action =
  <A extends unknown[]>(io: Io, work: (shell: Shell, ...parsed: A) => Promise<void>) =>
  async (...parsed: [...A, Command]): Promise<void> => {
    // Commander puts the command last, behind what it parsed for it.
    const shell = await openShell(io, parsed.at(-1) as Command)
    await work(shell, ...(parsed.slice(0, -1) as A))
  }

/** The same for what only works with a credential. */
export const signedIn = <A extends unknown[]>(io: Io, work: (shell: Shell, ...parsed: A) => Promise<void>) =>
  action<A>(io, (shell, ...parsed) => asSignedIn(shell, () => work(shell, ...parsed)))

/** Throws SignedOut when there is no credential, or the server does not take it. */
export const asSignedIn = async <T>(caller: Pick<Shell, 'url' | 'credential'>, work: () => Promise<T>): Promise<T> => {
  if (!caller.credential) throw signedOut(caller)
  try {
    return await work()
  } catch (error) {
    throw error instanceof RingfenceError && error.status === 401 ? signedOut(caller) : error
  }
}

const openShell = async (io: Io, command: Command): Promise<Shell> => {
  const { url: address, token, json } = command.optsWithGlobals<GlobalOptions>()
  const servers = await readServers(io.env)
  const url = serverAddress(address || io.env.RINGFENCE_URL || servers.current || DEFAULT_URL)
  const given = token || io.env.RINGFENCE_TOKEN
  const credential = given ? { token: given } : servers.credentials[url]
  const ringfence = createRingfence({ url, credential, signal: io.signal })
  return { ...io, url, credential, ringfence, isJson: json ?? false }
}

const signedOut = ({ url, credential }: Pick<Shell, 'url' | 'credential'>): SignedOut =>
  credential && 'token' in credential
    ? new SignedOut(`${url} does not take this token: it is wrong, expired or revoked.`)
    : new SignedOut(`Not signed in to ${url}: run "ringfence login --url ${url}".`)
