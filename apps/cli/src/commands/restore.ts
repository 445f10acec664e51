import type { Command } from 'commander'
import { versionIn } from '../changes'
import type { Io } from '../io'
import { deletedExtensionId } from '../names'
import { fieldsOf, printRecord } from '../print'
import { type Shell, signedIn } from '../shell'

export const restoreCommand = (extensions: Command, io: Io, which: string): void => {
  extensions
    .command('restore')
    .description('bring back one that was deleted within 30 days; "extensions list --deleted" shows them')
    .argument('<extension>', which)
    .action(signedIn(io, restore))
}

const restore = async (shell: Shell, name: string): Promise<void> => {
  const path = { id: await deletedExtensionId(shell, name) }
  const { data, response } = await shell.ringfence.POST('/api/extensions/{id}/restore', { params: { path } })
  await printRecord(shell, data.data, [...fieldsOf(data.data), ['version', versionIn(response)]])
}
