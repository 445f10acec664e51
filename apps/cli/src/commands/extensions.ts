import { randomBytes } from 'node:crypto'
import { generateSecret } from '@ringfence/domain/secret'
import type { Command } from 'commander'
import { agreed, changes, ifMatch, MERGE_PATCH, secretFrom, versionIn } from '../changes'
import { agentColumns, cdrColumns, deviceColumns, extensionColumns } from '../columns'
import type { Io } from '../io'
import { type List, listCommand } from '../lists'
import { extensionId, tenantId } from '../names'
import { wholeNumber } from '../numbers'
import { fieldsOf, note, printDone, printRecord, printRelated } from '../print'
import { type Shell, signedIn } from '../shell'
import { historyCommand } from './audit'
import { bulkCommands } from './bulk'
import { restoreCommand } from './restore'
import { secretCommands } from './secrets'

const WHICH = 'its id, or number@tenant such as 1001@acme'

const filters: List<'/api/extensions'>['filters'] = [
  { field: 'search', flags: '--search <text>', description: 'part of number, name or e-mail address' },
  { field: 'tenant_id', flags: '--tenant <id|slug>', description: 'those of one tenant', resolve: tenantId },
  { field: 'status', flags: '--status <status>', description: 'those with this status' },
]

const deleted = {
  field: 'deleted',
  flags: '--deleted',
  description: 'those that can be restored',
  resolve: async () => 'only',
} as const

export const extensionCommands = (program: Command, io: Io): void => {
  const extensions = program.command('extensions').description('who may register, under which number')
  listCommand(io, extensions, {
    path: '/api/extensions',
    columns: extensionColumns,
    filters: [...filters, deleted],
  })
  extensions
    .command('show')
    .description('one with its devices, queues and newest calls')
    .argument('<extension>', WHICH)
    .option('--calls <number>', 'how many calls to show', '10')
    .action(signedIn(io, show))
  extensions
    .command('create')
    .description('make one; without --secret-stdin its SIP secret is generated and shown once')
    .requiredOption('--tenant <id|slug>', 'its tenant')
    .requiredOption('--number <number>', 'what is dialled: digits, *, # and +')
    .requiredOption('--name <name>', 'what a called phone shows')
    .option('--email <address>', 'where voicemail is sent to')
    .option('--status <status>', 'only active ones may register', 'active')
    .option('--voicemail', 'unanswered calls go to voicemail')
    .option('--secret-stdin', 'read the SIP secret from the input')
    .action(signedIn(io, create))
  extensions
    .command('update')
    .description('change the fields that are given, and no other')
    .argument('<extension>', WHICH)
    .option('--tenant <id|slug>', 'move it to another tenant')
    .option('--number <number>', 'what is dialled')
    .option('--name <name>', 'what a called phone shows')
    .option('--email <address>', 'where voicemail is sent to')
    .option('--no-email', 'nowhere')
    .option('--status <status>', 'only active ones may register')
    .option('--voicemail', 'unanswered calls go to voicemail')
    .option('--no-voicemail', 'they do not')
    .option('--secret-stdin', 'read a new SIP secret from the input')
    .option('--if-match <version>', 'only if it still has this version')
    .action(signedIn(io, update))
  extensions
    .command('delete')
    .description('delete one, with its devices and places in queues; its calls stay')
    .argument('<extension>', WHICH)
    .option('--yes', 'without asking')
    .option('--if-match <version>', 'only if it still has this version')
    .action(signedIn(io, remove))
  secretCommands(extensions, io, WHICH)
  restoreCommand(extensions, io, WHICH)
  historyCommand(extensions, io, WHICH)
  bulkCommands(extensions, io, filters)
}

const show = async (shell: Shell, name: string, { calls }: { calls: string }): Promise<void> => {
  const path = { id: await extensionId(shell, name) }
  const query = { cdrs_limit: wholeNumber('--calls', calls, 1000) }
  const { data, response } = await shell.ringfence.GET('/api/extensions/{id}', { params: { path, query } })
  const { tenant, devices, queueAgents, cdrs } = data.data
  await printRecord(shell, data.data, [
    ...fieldsOf(data.data),
    ['tenant', tenant.slug],
    ['version', versionIn(response)],
  ])
  await printRelated(shell, 'Devices', deviceColumns, devices)
  await printRelated(shell, 'Queues', agentColumns, queueAgents)
  await printRelated(shell, 'Newest calls', cdrColumns, cdrs)
}

type Fields = {
  tenant?: string
  number?: string
  name?: string
  email?: string | false
  status?: string
  voicemail?: boolean
  secretStdin?: boolean
}

type NewFields = Fields & { tenant: string; number: string; name: string; email?: string; status: string }

const create = async (shell: Shell, fields: NewFields): Promise<void> => {
  const given = fields.secretStdin ? await secretFrom(shell, 'Secret') : undefined
  const secret = given ?? generateSecret(randomBytes)
  const { data, response } = await shell.ringfence.POST('/api/extensions', {
    body: {
      tenant_id: await tenantId(shell, fields.tenant),
      extension_number: fields.number,
      display_name: fields.name,
      email: fields.email ?? null,
      status: fields.status,
      voicemail_enabled: fields.voicemail ?? false,
      secret,
    },
  })
  const made = given === undefined ? { ...data.data, secret } : data.data
  await printRecord(shell, made, [...fieldsOf(made), ['version', versionIn(response)]])
  if (given === undefined) await note(shell, 'The secret was generated, and is not shown again unless it is revealed.')
}

const update = async (shell: Shell, name: string, fields: Fields & { ifMatch?: string }): Promise<void> => {
  const header = ifMatch(fields.ifMatch)
  const body = changes({
    tenant_id: fields.tenant === undefined ? undefined : await tenantId(shell, fields.tenant),
    extension_number: fields.number,
    display_name: fields.name,
    email: fields.email === false ? null : fields.email,
    status: fields.status,
    voicemail_enabled: fields.voicemail,
    secret: fields.secretStdin ? await secretFrom(shell, 'Secret') : undefined,
  })
  const path = { id: await extensionId(shell, name) }
  const { data, response } = await shell.ringfence.PATCH('/api/extensions/{id}', {
    params: { path, header },
    headers: MERGE_PATCH,
    body,
  })
  await printRecord(shell, data.data, [...fieldsOf(data.data), ['version', versionIn(response)]])
}

const remove = async (shell: Shell, name: string, options: { yes?: boolean; ifMatch?: string }): Promise<void> => {
  const header = ifMatch(options.ifMatch)
  const path = { id: await extensionId(shell, name) }
  await agreed(shell, options.yes, async () => {
    const { data } = await shell.ringfence.GET('/api/extensions/{id}', { params: { path, query: { cdrs_limit: 0 } } })
    const { extension_number, display_name, tenant } = data.data
    return `Delete ${extension_number} (${display_name}) of ${tenant.slug}?`
  })
  const { data } = await shell.ringfence.DELETE('/api/extensions/{id}', { params: { path, header } })
  await printDone(shell, data.message)
}
