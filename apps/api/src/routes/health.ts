import { Elysia } from 'elysia'
import { type Deps, takesWork } from '../deps'
import { healthDocs } from '../openapi/health'

const UNAVAILABLE = 'The database is not available.'
const NOT_READY = { starting: 'Starting.', serving: UNAVAILABLE, leaving: UNAVAILABLE, draining: 'Shutting down.' }

export const healthRoutes = ({ ready, phase }: Deps) =>
  new Elysia({ tags: ['Operation'] })
    .get('/livez', () => '{"status":"ok"}', { detail: healthDocs.live })
    .get(
      '/readyz',
      async ({ set }) => {
        if (takesWork(phase()) && (await ready())) return '{"status":"ready"}'
        set.status = 503
        set.headers['retry-after'] = '1'
        return JSON.stringify({ message: NOT_READY[phase()] })
      },
      { detail: healthDocs.ready },
    )
