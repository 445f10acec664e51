import type { components } from '@ringfence/client/generated/api'
import type { Command } from 'commander'
import type { Io } from '../io'
import { asList, type List, type Paging, printList, withPaging } from '../lists'
import { extensionId, tenantId } from '../names'
import { signedIn } from '../shell'
import type { Column } from '../table'

type Entry = components['schemas']['AuditEntry']

const columns: Column<Entry>[] = [
  { title: 'AT', cell: row => row.at },
  { title: 'ACTOR', cell: row => row.actor },
  { title: 'ACTION', cell: row => row.action },
  { title: 'ID', cell: row => row.target_id },
  { title: 'CHANGES', cell: row => changesIn(row) },
  { title: 'ADDRESS', cell: row => row.address },
]

const filters: List<'/api/audit'>['filters'] = [
  { field: 'actor', flags: '--actor <e-mail>', description: 'what this admin did' },
  { field: 'action', flags: '--action <action>', description: 'such as extension.updated' },
  { field: 'target', flags: '--target <kind>', description: 'what was done to an extension, a tenant …' },
  { field: 'target_id', flags: '--target-id <id>', description: 'what was done to the one with this id' },
  {
    field: 'tenant_id',
    flags: '--tenant <id|slug>',
    description: 'what was done within one tenant',
    resolve: tenantId,
  },
  { field: 'from', flags: '--from <time>', description: 'then or later, such as 2026-11-01T00:00:00Z' },
  { field: 'to', flags: '--to <time>', description: 'before then' },
]

export const auditCommand = (program: Command, io: Io): void => {
  const audit = program.command('audit').description('who did what, when and from where, newest first')
  asList(io, audit, { path: '/api/audit', columns, filters })
}

export const historyCommand = (extensions: Command, io: Io, which: string): void => {
  withPaging(extensions.command('history'))
    .description('who changed what of one, newest first, also of a deleted one')
    .argument('<extension>', which)
    .action(
      signedIn<[string, Paging]>(io, async (shell, name, paging) => {
        const path = { id: await extensionId(shell, name) }
        await printList(shell, { path: '/api/extensions/{id}/history', columns }, { path, query: {} }, paging)
      }),
    )
}

/** Field by field what it was and what it is. */
const changesIn = ({ changes }: Entry): string =>
  Object.entries(changes)
    .map(([field, { from, to }]) => `${field}: ${told(from)} → ${told(to)}`)
    .join('; ')

const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))
