import type { Command } from 'commander'
import { cdrColumns } from '../columns'
import type { Io } from '../io'
import { type List, listCommand } from '../lists'
import { extensionId, tenantId } from '../names'

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

export const cdrCommands = (program: Command, io: Io): void => {
  const cdrs = program.command('cdrs').description('the call records')
  listCommand(io, cdrs, { path: '/api/cdrs', columns: cdrColumns, filters })
}
