import type { components } from '@ringfence/client/generated/api'
import type { Command } from 'commander'
import { type Io, write } from '../io'
import { tenantId } from '../names'
import { wholeNumber } from '../numbers'
import { pageOf, printRecord, printRows } from '../print'
import { type Shell, signedIn } from '../shell'
import type { Column } from '../table'

type Range = components['schemas']['FreeNumbers']['ranges'][number]
type Options = { from: string; to: string; limit: string; ranges?: boolean }

export const freeNumbersCommand = (tenants: Command, io: Io, which: string): void => {
  tenants
    .command('free-numbers')
    .description('the first numbers that neither an extension nor a queue has')
    .argument('<tenant>', which)
    .requiredOption('--from <number>', 'the first number to look at')
    .requiredOption('--to <number>', 'the last one, of as many digits')
    .option('--limit <number>', 'how many', '10')
    .option('--ranges', 'as ranges')
    .action(signedIn(io, freeNumbers))
}

const freeNumbers = async (shell: Shell, name: string, { from, to, limit, ranges }: Options): Promise<void> => {
  const params = {
    path: { id: await tenantId(shell, name) },
    query: { from, to, limit: wholeNumber('--limit', limit) },
  }
  const { data } = await shell.ringfence.GET('/api/tenants/{id}/free-numbers', { params })
  if (shell.isJson) return printRecord(shell, data.data, [])
  if (ranges) return printRows(shell, rangeColumns, pageOf(data.data.ranges))
  await write(shell.stdout, data.data.numbers.map(number => `${number}\n`).join(''))
}

const rangeColumns: Column<Range>[] = [
  { title: 'FROM', cell: row => row.from },
  { title: 'TO', cell: row => row.to },
  { title: 'COUNT', cell: row => row.count },
]
