import type { Command } from 'commander'
import { agreed, ifMatch } from '../changes'
import type { Io } from '../io'
import { extensionId } from '../names'
import { printRecord } from '../print'
import { type Shell, signedIn } from '../shell'

export const secretCommands = (extensions: Command, io: Io, which: string): void => {
  const secret = extensions.command('secret').description('the SIP secret of one; that it was asked for is audited')
  secret.command('reveal').description('show it').argument('<extension>', which).action(signedIn(io, reveal))
  secret
    .command('rotate')
    .description('replace it by a generated one, and show that')
    .argument('<extension>', which)
    .option('--yes', 'without asking')
    .option('--if-match <version>', 'only if the extension still has this version')
    .action(signedIn(io, rotate))
}

const reveal = async (shell: Shell, name: string): Promise<void> => {
  const path = { id: await extensionId(shell, name) }
  const { data } = await shell.ringfence.GET('/api/extensions/{id}/secret', { params: { path } })
  await printRecord(shell, data.data, [['secret', data.data.secret]])
}

const rotate = async (shell: Shell, name: string, options: { yes?: boolean; ifMatch?: string }): Promise<void> => {
  const params = { path: { id: await extensionId(shell, name) }, header: ifMatch(options.ifMatch) }
  await agreed(shell, options.yes, async () => `Replace the secret of ${name}? Its phones must be told the new one.`)
  const { data } = await shell.ringfence.POST('/api/extensions/{id}/secret', { params })
  await printRecord(shell, data.data, [['secret', data.data.secret]])
}
