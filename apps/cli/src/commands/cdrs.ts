import type { components } from '@ringfence/client/generated/api'
import type { Command } from 'commander'
import { cdrColumns } from '../columns'
import { type ExportOptions, exportFormat, exportOptions } from '../files'
import type { Io } from '../io'
import { type Given, type List, listCommand, queryOf, withFilters } from '../lists'
import { extensionId, tenantId } from '../names'
import { pageOf, printRecord, printRows } from '../print'
import { save } from '../save'
import { signedIn } from '../shell'
import type { Column } from '../table'

const filters: List<'/api/cdrs'>['filters'] = [
  { field: 'search', flags: '--search <text>', description: 'part of a number, direction or disposition' },
  { field: 'tenant_id', flags: '--tenant <id|slug>', description: 'those of one tenant', resolve: tenantId },
  {
    field: 'extension_id',
    flags: '--extension <id|number@tenant>',
    description: 'those of one extension',
    resolve: extensionId,
  },
  { field: 'number', flags: '--number <part>', description: 'part of the number that called or was called' },
  { field: 'direction', flags: '--direction <direction>', description: 'inbound, outbound or internal' },
  { field: 'disposition', flags: '--disposition <disposition>', description: 'how they ended, such as answered' },
  { field: 'from', flags: '--from <time>', description: 'begun then or later, such as 2026-11-01T00:00:00Z' },
  { field: 'to', flags: '--to <time>', description: 'begun before then' },
]

const OF_SUMMARY = ['tenant_id', 'extension_id', 'direction', 'from', 'to']

export const cdrCommands = (program: Command, io: Io): void => {
  const cdrs = program.command('cdrs').description('the call records')
  listCommand(io, cdrs, { path: '/api/cdrs', columns: cdrColumns, filters })
  exportOptions(withFilters(cdrs.command('export'), filters))
    .description('write them as a file, newest first')
    .action(
      signedIn<[Given & ExportOptions]>(io, async (shell, options) => {
        const query = { ...(await queryOf(shell, filters, options)), format: exportFormat(shell.isJson, options) }
        const { data } = await shell.ringfence.GET('/api/cdrs/export', { params: { query }, parseAs: 'stream' })
        await save(shell, data, options.output)
      }),
    )
  const ofSummary = [
    ...filters.filter(({ field }) => OF_SUMMARY.includes(field)),
    { field: 'timezone', flags: '--timezone <zone>', description: 'whose days, such as Europe/Berlin' },
  ]
  withFilters(cdrs.command('summary'), ofSummary)
    .description('how many there were on each day, how they ended, and what they cost')
    .action(
      signedIn<[Given]>(io, async (shell, options) => {
        const query = await queryOf(shell, ofSummary, options)
        const { data } = await shell.ringfence.GET('/api/cdrs/summary', { params: { query } })
        if (shell.isJson) return printRecord(shell, data.data, [])
        await printRows(shell, totalColumns, pageOf(data.data.totals))
      }),
    )
}

const totalColumns: Column<components['schemas']['CdrSummary']['totals'][number]>[] = [
  { title: 'DAY', cell: row => row.day },
  { title: 'ENDED AS', cell: row => row.disposition },
  { title: 'CALLS', cell: row => row.calls },
  { title: 'SECONDS', cell: row => row.duration_seconds },
  { title: 'BILLED', cell: row => row.bill_seconds },
  { title: 'COST', cell: row => row.cost },
]
