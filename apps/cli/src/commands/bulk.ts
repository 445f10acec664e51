import { RingfenceError } from '@ringfence/client/errors'
import type { components } from '@ringfence/client/generated/api'
import type { Command } from 'commander'
import { Refused, UsageError } from '../failures'
import {
  type ExportOptions,
  exportFormat,
  exportOptions,
  FORMATS,
  type Format,
  fileNamed,
  formatOf,
  formatOption,
  streamOf,
} from '../files'
import type { Io } from '../io'
import { type Given, type List, queryOf, withFilters } from '../lists'
import { tenantId } from '../names'
import { fieldsOf, note, pageOf, printRecord, printRelated, printRows } from '../print'
import { startProgress } from '../progress'
import { save } from '../save'
import { type Shell, signedIn } from '../shell'
import type { Column } from '../table'

type Schemas = components['schemas']
type Report = Schemas['ExtensionImportReport']

export const bulkCommands = (extensions: Command, io: Io, filters: List<'/api/extensions'>['filters']): void => {
  extensions
    .command('import')
    .description('create, change and delete what a CSV or NDJSON file says: all of it, or nothing')
    .argument('<file>', 'its path, or - for the input')
    .addOption(formatOption())
    .option('--dry-run', 'only tell what would happen')
    .option('--skip-errors', 'leave out the rows at fault, and do the rest')
    .option('--generate-secrets', 'give new extensions without a secret one, which is shown once')
    .action(signedIn(io, importFile))
  exportOptions(withFilters(extensions.command('export'), filters))
    .description('write them as a file that an import takes, without secrets')
    .action(
      signedIn<[Given & ExportOptions]>(io, async (shell, options) => {
        const query = { ...(await queryOf(shell, filters, options)), format: exportFormat(shell.isJson, options) }
        const { data } = await shell.ringfence.GET('/api/extensions/export', { params: { query }, parseAs: 'stream' })
        await save(shell, data, options.output)
      }),
    )
  extensions
    .command('range')
    .description('make an extension of every number of a range, with secrets that are shown once')
    .requiredOption('--tenant <id|slug>', 'their tenant')
    .requiredOption('--from <number>', 'the first number; zeros that it begins with are kept')
    .requiredOption('--to <number>', 'the last number, at most 1000 in all')
    .requiredOption('--name <template>', 'such as "Desk {number}"')
    .option('--email <template>', 'such as desk{number}@acme.example')
    .option('--status <status>', 'only active ones may register', 'active')
    .option('--voicemail', 'unanswered calls go to voicemail')
    .action(signedIn(io, createRange))
}

type ImportOptions = { format?: Format; dryRun?: boolean; skipErrors?: boolean; generateSecrets?: boolean }

const importFile = async (shell: Shell, name: string, options: ImportOptions): Promise<void> => {
  const format = options.format ?? formatOf(name)
  if (!format) throw new UsageError(`${name} does not say its format: add --format csv or --format ndjson.`)
  const report = await reportOf(shell, await fileNamed(shell, name), format, options)
  await printReport(shell, report)
  if (report.failed > 0 && !options.skipErrors) throw new Refused(`Rows at fault: ${report.failed} of ${report.rows}.`)
}

/** Throws RingfenceError, after the report of a refused file was printed. */
const reportOf = async (shell: Shell, file: Blob, format: Format, options: ImportOptions): Promise<Report> => {
  const query = {
    dry_run: options.dryRun ?? false,
    on_error: options.skipErrors ? ('skip' as const) : ('abort' as const),
    generate_secrets: options.generateSecrets ?? false,
  }
  const progress = startProgress(shell, 'Importing', 'bytes')
  try {
    const { data } = await shell.ringfence.POST('/api/extensions/import', {
      params: { query },
      headers: { 'content-type': FORMATS[format] },
      // The document calls it a text: it is one that streams.
      body: '',
      bodySerializer: () => streamOf(file, progress),
    })
    return data.data
  } catch (error) {
    progress.end()
    if (error instanceof RingfenceError && isRefusal(error.body)) await printReport(shell, error.body.data)
    throw error
  } finally {
    progress.end()
  }
}

const isRefusal = (body: unknown): body is { data: Report } =>
  typeof body === 'object' && body !== null && 'data' in body && typeof body.data === 'object'

const printReport = async (shell: Shell, report: Report): Promise<void> => {
  await printRecord(shell, report, fieldsOf(report))
  await printRelated(shell, 'Faults', faultColumns, report.errors)
  await printRelated(shell, 'Secrets', secretColumns, report.secrets ?? [])
  if (report.errors_count > report.errors.length)
    await note(shell, `These are the first ${report.errors.length} of ${report.errors_count} faults.`)
}

const faultColumns: Column<Schemas['ImportFault']>[] = [
  { title: 'LINE', cell: row => row.line },
  { title: 'COLUMN', cell: row => row.column },
  { title: 'REASON', cell: row => row.message },
]

const secretColumns: Column<NonNullable<Report['secrets']>[number]>[] = [
  { title: 'LINE', cell: row => row.line },
  { title: 'TENANT', cell: row => row.tenant_id },
  { title: 'NUMBER', cell: row => row.extension_number },
  { title: 'SECRET', cell: row => row.secret },
]

type RangeOptions = {
  tenant: string
  from: string
  to: string
  name: string
  email?: string
  status: string
  voicemail?: boolean
}

const createRange = async (shell: Shell, options: RangeOptions): Promise<void> => {
  const { from, to, name, email, status, voicemail } = options
  const { data } = await shell.ringfence.POST('/api/extensions/range', {
    body: {
      tenant_id: await tenantId(shell, options.tenant),
      ...{ from, to, status },
      display_name: name,
      email: email ?? null,
      voicemail_enabled: voicemail ?? false,
    },
  })
  const { extensions, secrets } = data.data
  if (shell.isJson) return printRecord(shell, data.data, [])
  const secretOf = new Map(secrets.map(({ extension_number, secret }) => [extension_number, secret]))
  const columns: Column<Schemas['Extension']>[] = [
    { title: 'ID', cell: row => row.id },
    { title: 'NUMBER', cell: row => row.extension_number },
    { title: 'NAME', cell: row => row.display_name },
    { title: 'SECRET', cell: row => secretOf.get(row.extension_number) },
  ]
  await printRows(shell, columns, pageOf(extensions))
}
