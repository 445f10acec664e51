import type { Command } from 'commander'
import { versionIn } from '../changes'
import { agentColumns, deviceColumns, queueColumns } from '../columns'
import type { Io } from '../io'
import { type List, listCommand } from '../lists'
import { extensionId, recordId, tenantId } from '../names'
import { fieldsOf, printRecord, printRelated } from '../print'
import { signedIn } from '../shell'

const ofTenant = {
  field: 'tenant_id',
  flags: '--tenant <id|slug>',
  description: 'those of one tenant',
  resolve: tenantId,
} as const
const ofExtension = {
  field: 'extension_id',
  flags: '--extension <id|number@tenant>',
  description: 'those of one extension',
  resolve: extensionId,
} as const
const found = (columns: string) =>
  ({ field: 'search', flags: '--search <text>', description: `part of ${columns}` }) as const

export const deviceCommands = (program: Command, io: Io): void => {
  const devices = program.command('devices').description('the phones')
  const filters: List<'/api/devices'>['filters'] = [
    found('label, MAC address, user agent or contact'),
    ofTenant,
    ofExtension,
  ]
  listCommand(io, devices, { path: '/api/devices', columns: deviceColumns, filters })
  devices
    .command('show')
    .description('one with its extension')
    .argument('<id>')
    .action(
      signedIn<[string]>(io, async (shell, text) => {
        const path = { id: recordId(text) }
        const { data, response } = await shell.ringfence.GET('/api/devices/{id}', { params: { path } })
        const { extension } = data.data
        await printRecord(shell, data.data, [
          ...fieldsOf(data.data),
          ['extension', extension.extension_number],
          ['version', versionIn(response)],
        ])
      }),
    )
}

export const queueCommands = (program: Command, io: Io): void => {
  const queues = program.command('queues').description('the queues of callers')
  const filters: List<'/api/queues'>['filters'] = [
    found('name, number or strategy'),
    ofTenant,
    { field: 'status', flags: '--status <status>', description: 'those with this status' },
  ]
  listCommand(io, queues, { path: '/api/queues', columns: queueColumns, filters })
  queues
    .command('show')
    .description('one with its agents')
    .argument('<id>')
    .action(
      signedIn<[string]>(io, async (shell, text) => {
        const path = { id: recordId(text) }
        const { data, response } = await shell.ringfence.GET('/api/queues/{id}', { params: { path } })
        const { tenant, agents } = data.data
        await printRecord(shell, data.data, [
          ...fieldsOf(data.data),
          ['tenant', tenant.slug],
          ['version', versionIn(response)],
        ])
        await printRelated(shell, 'Agents', agentColumns, agents)
      }),
    )
}

export const queueAgentCommands = (program: Command, io: Io): void => {
  const agents = program.command('queue-agents').description('which extensions sit in which queues')
  const filters: List<'/api/queue-agents'>['filters'] = [
    ofTenant,
    { field: 'queue_id', flags: '--queue <id>', description: 'those of one queue' },
    ofExtension,
  ]
  listCommand(io, agents, { path: '/api/queue-agents', columns: agentColumns, filters })
  agents
    .command('show')
    .description('one with its queue and extension')
    .argument('<id>')
    .action(
      signedIn<[string]>(io, async (shell, text) => {
        const path = { id: recordId(text) }
        const { data, response } = await shell.ringfence.GET('/api/queue-agents/{id}', { params: { path } })
        const { queue, extension } = data.data
        await printRecord(shell, data.data, [
          ...fieldsOf(data.data),
          ['queue', queue.queue_number],
          ['extension', extension.extension_number],
          ['version', versionIn(response)],
        ])
      }),
    )
}
