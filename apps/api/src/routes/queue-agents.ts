import { queueAgents } from '@ringfence/db/queue-agents'
import { NoQuery, QueueAgentListQuery } from '@ringfence/domain/list'
import { admitQueueAgent, admitQueueAgentChange } from '@ringfence/domain/queue-agent'
import type { Deps } from '../deps'
import { queueAgentDocs } from '../openapi/queue-agents'
import { resourceRoutes } from './resource'

export const queueAgentRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/queue-agents', {
    singular: 'Queue agent',
    plural: 'Queue agents',
    queries: { list: QueueAgentListQuery, show: NoQuery, remove: NoQuery },
    admit: admitQueueAgent,
    admitChange: admitQueueAgentChange,
    repository: queueAgents,
    docs: queueAgentDocs,
  })
