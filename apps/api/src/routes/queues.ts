import { queues } from '@ringfence/db/queues'
import { NoQuery, QueueListQuery } from '@ringfence/domain/list'
import { admitQueue, admitQueueChange } from '@ringfence/domain/queue'
import type { Deps } from '../deps'
import { queueDocs } from '../openapi/queues'
import { resourceRoutes } from './resource'

export const queueRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/queues', {
    singular: 'Queue',
    plural: 'Queues',
    queries: { list: QueueListQuery, show: NoQuery, remove: NoQuery },
    admit: admitQueue,
    admitChange: admitQueueChange,
    repository: queues,
    docs: queueDocs,
  })
