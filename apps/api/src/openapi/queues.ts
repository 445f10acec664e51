import { QueueListQuery } from '@ringfence/domain/list'
import { Queue, QueueInput } from '@ringfence/domain/queue'
import { QueueRow } from '@ringfence/domain/relations'
import { resourceDocs } from './resource'

export const queueDocs = resourceDocs({
  singular: 'Queue',
  plural: 'Queues',
  input: QueueInput,
  record: Queue,
  row: QueueRow,
  detail: QueueRow,
  listQuery: QueueListQuery,
  example: { queue_number: '8100' },
  changeExample: { strategy: 'roundrobin', timeout: 30 },
  notes: {
    replace: 'A queue that has agents keeps its tenant.',
    remove: 'The places of its agents go with it.',
  },
})
