import { RingfenceError } from '@ringfence/client/errors'
import { createRingfence } from '@ringfence/client/ringfence'
import type { Credential } from '@ringfence/client/send'
import { signIn } from '@ringfence/client/sign-in'
import type { Command } from 'commander'
import { ask, isAttended } from '../ask'
import { secretFrom } from '../changes'
import { UsageError } from '../failures'
import type { Io } from '../io'
import { fieldsOf, printDone, printRecord } from '../print'
import { readServers, writeServers } from '../servers'
import { action, asSignedIn, type Shell, signedIn } from '../shell'

type LoginOptions = { email?: string; passwordStdin?: boolean; tokenStdin?: boolean }

export const sessionCommands = (program: Command, io: Io): void => {
  program
    .command('login')
    .description('sign in to a server, and talk to it from now on')
    .option('--email <address>', 'who signs in; asked for when left out')
    .option('--password-stdin', 'read the password from the input')
    .option('--token-stdin', 'keep an API token, read from the input, in place of a session')
    .action(action<[LoginOptions]>(io, login))
  program.command('logout').description('end the session and forget the server').action(signedIn(io, logout))
  program
    .command('whoami')
    .description('who is signed in, and where')
    .action(
      signedIn(io, async shell => {
        const { data } = await shell.ringfence.GET('/api/admin/me')
        await printRecord(shell, data.data, [...fieldsOf(data.data), ['server', shell.url]])
      }),
    )
}

const login = async (shell: Shell, options: LoginOptions): Promise<void> => {
  const { credential, name } = options.tokenStdin ? await token(shell) : await session(shell, options)
  const servers = await readServers(shell.env)
  const credentials = { ...servers.credentials, [shell.url]: credential }
  await writeServers(shell.env, { current: shell.url, credentials })
  await printDone(shell, `Signed in to ${shell.url} as ${name}.`)
}

type Proved = { credential: Credential; name: string }

const session = async (shell: Shell, { email, passwordStdin }: LoginOptions): Promise<Proved> => {
  if (!isAttended(shell) && !(email && passwordStdin))
    throw new UsageError('Nobody can be asked here: give --email, and the password through --password-stdin.')
  const address = email ?? (await ask(shell, 'E-mail: '))
  const password = await secretFrom(shell, 'Password')
  const { url, signal } = shell
  const credentials = { email: address, password }
  const { cookie, administrator } = await signIn({ url, signal }, credentials).catch(async error => {
    if (!isMissingCode(error)) throw error
    if (!isAttended(shell))
      throw new UsageError(
        'A code is needed, and nobody can be asked for it here: sign in on a terminal, or use an API token.',
      )
    return signIn({ url, signal }, { ...credentials, code: await ask(shell, 'Code: ') })
  })
  return { credential: { cookie }, name: administrator.email }
}

const isMissingCode = (error: unknown): boolean =>
  error instanceof RingfenceError && error.code === 'second_factor_required'

const token = async (shell: Shell): Promise<Proved> => {
  const { url, signal } = shell
  const credential = { token: await secretFrom(shell, 'Token') }
  const ringfence = createRingfence({ url, credential, signal })
  const { data } = await asSignedIn({ url, credential }, () => ringfence.GET('/api/admin/me'))
  return { credential, name: data.data.email }
}

const logout = async (shell: Shell): Promise<void> => {
  if (shell.credential && 'cookie' in shell.credential) await shell.ringfence.POST('/api/admin/logout')
  const { current, credentials } = await readServers(shell.env)
  const { [shell.url]: _, ...others } = credentials
  await writeServers(shell.env, { ...(current && current !== shell.url && { current }), credentials: others })
  await printDone(shell, `Signed out of ${shell.url}.`)
}
