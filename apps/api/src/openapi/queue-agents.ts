import { QueueAgentListQuery } from '@ringfence/domain/list'
import { QueueAgent, QueueAgentInput } from '@ringfence/domain/queue-agent'
import { QueueAgentRow } from '@ringfence/domain/relations'
import { resourceDocs } from './resource'

export const queueAgentDocs = resourceDocs({
  singular: 'Queue agent',
  plural: 'Queue agents',
  input: QueueAgentInput,
  record: QueueAgent,
  row: QueueAgentRow,
  detail: QueueAgentRow,
  listQuery: QueueAgentListQuery,
  changeExample: { penalty: 5, status: 'paused' },
  notes: {
    create: 'Queue and extension must be of one tenant, and an extension is once in a queue.',
    remove: 'Queue and extension stay.',
  },
})
