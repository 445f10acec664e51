import type { components } from '@ringfence/client/generated/api'
import { type Command, Option } from 'commander'
import { agreed, changes, ifMatch, MERGE_PATCH, versionIn } from '../changes'
import { ownExtensionColumns, queueColumns, tenantColumns } from '../columns'
import { UsageError } from '../failures'
import type { Io } from '../io'
import { listCommand } from '../lists'
import { tenantId } from '../names'
import { wholeNumber } from '../numbers'
import { fieldsOf, printDone, printRecord, printRelated } from '../print'
import { type Shell, signedIn } from '../shell'
import { freeNumbersCommand } from './free-numbers'

const WHICH = 'its id or slug'

export const tenantCommands = (program: Command, io: Io): void => {
  const tenants = program.command('tenants').description('the customers, each with a SIP realm of its own')
  listCommand(io, tenants, {
    path: '/api/tenants',
    columns: tenantColumns,
    filters: [
      { field: 'search', flags: '--search <text>', description: 'part of name, slug or domain' },
      { field: 'status', flags: '--status <status>', description: 'active or suspended' },
    ],
  })
  tenants
    .command('show')
    .description('one with its extensions and queues')
    .argument('<tenant>', WHICH)
    .action(signedIn(io, show))
  tenants
    .command('create')
    .requiredOption('--name <name>', 'the customer')
    .requiredOption('--slug <slug>', 'a short unique name: small letters, digits and -')
    .requiredOption('--domain <domain>', 'the SIP realm, unique')
    .requiredOption('--timezone <zone>', 'such as Europe/Berlin')
    .requiredOption('--max-extensions <number>', 'how many extensions it may have')
    .addOption(status().default('active'))
    .option('--settings <json>', 'a JSON object, stored as it is')
    .description('make one')
    .action(signedIn(io, create))
  tenants
    .command('update')
    .description('change the fields that are given, and no other')
    .argument('<tenant>', WHICH)
    .option('--name <name>', 'the customer')
    .option('--slug <slug>', 'a short unique name')
    .option('--domain <domain>', 'another SIP realm: all its phones must be told')
    .option('--timezone <zone>', 'such as Europe/Berlin')
    .option('--max-extensions <number>', 'how many extensions it may have')
    .addOption(status())
    .option('--settings <json>', 'a JSON object in place of the one that is there')
    .option('--if-match <version>', 'only if it still has this version')
    .action(signedIn(io, update))
  tenants
    .command('delete')
    .description('delete one that has nothing left')
    .argument('<tenant>', WHICH)
    .option('--cascade', 'with all that belongs to it')
    .option('--yes', 'without asking')
    .option('--if-match <version>', 'only if it still has this version')
    .action(signedIn(io, remove))
  freeNumbersCommand(tenants, io, WHICH)
}

const status = () =>
  new Option('--status <status>', 'no extension of a suspended one may register').choices(['active', 'suspended'])

const show = async (shell: Shell, name: string): Promise<void> => {
  const path = { id: await tenantId(shell, name) }
  const { data, response } = await shell.ringfence.GET('/api/tenants/{id}', { params: { path } })
  const { extensions, queues } = data.data
  await printTenant(shell, data.data, response)
  await printRelated(shell, 'Extensions', ownExtensionColumns, extensions)
  await printRelated(shell, 'Queues', queueColumns, queues)
}

type Fields = {
  name?: string
  slug?: string
  domain?: string
  timezone?: string
  maxExtensions?: string
  status?: 'active' | 'suspended'
  settings?: string
}

type NewFields = Required<Omit<Fields, 'settings'>> & Pick<Fields, 'settings'>

const create = async (shell: Shell, fields: NewFields): Promise<void> => {
  const { name, slug, domain, timezone, status } = fields
  const max_extensions = extensionsIn(fields.maxExtensions)
  const body = { name, slug, domain, timezone, status, max_extensions, settings: settingsIn(fields.settings) ?? null }
  const { data, response } = await shell.ringfence.POST('/api/tenants', { body })
  await printTenant(shell, data.data, response)
}

const update = async (shell: Shell, which: string, fields: Fields & { ifMatch?: string }): Promise<void> => {
  const header = ifMatch(fields.ifMatch)
  const { name, slug, domain, timezone, status, maxExtensions } = fields
  const max_extensions = maxExtensions === undefined ? undefined : extensionsIn(maxExtensions)
  const settings = settingsIn(fields.settings)
  const body = changes({ name, slug, domain, timezone, status, max_extensions, settings })
  const path = { id: await tenantId(shell, which) }
  const { data, response } = await shell.ringfence.PATCH('/api/tenants/{id}', {
    params: { path, header },
    headers: MERGE_PATCH,
    body,
  })
  await printTenant(shell, data.data, response)
}

type RemoveOptions = { cascade?: boolean; yes?: boolean; ifMatch?: string }

const remove = async (shell: Shell, which: string, { cascade = false, ...options }: RemoveOptions): Promise<void> => {
  const header = ifMatch(options.ifMatch)
  const path = { id: await tenantId(shell, which) }
  await agreed(shell, options.yes, async () => {
    const { data } = await shell.ringfence.GET('/api/tenants/{id}', { params: { path } })
    const { name, extensions, queues } = data.data
    const rest = cascade ? ` with ${extensions.length} extensions, ${queues.length} queues and all calls` : ''
    return `Delete ${name}${rest}?`
  })
  const { data } = await shell.ringfence.DELETE('/api/tenants/{id}', { params: { path, header, query: { cascade } } })
  await printDone(shell, data.message)
}

const printTenant = (shell: Shell, tenant: components['schemas']['Tenant'], response: Response): Promise<void> => {
  const { settings, ...rest } = tenant
  return printRecord(shell, tenant, [
    ...fieldsOf(rest),
    ['settings', settings && JSON.stringify(settings)],
    ['version', versionIn(response)],
  ])
}

const extensionsIn = (text: string): number => wholeNumber('--max-extensions', text)

const settingsIn = (text: string | undefined): Record<string, unknown> | undefined => {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {}
  throw new UsageError(`--settings must be a JSON object, such as --settings '{"music_on_hold": "jazz"}'.`)
}
