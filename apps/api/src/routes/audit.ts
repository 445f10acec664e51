import { auditEntries } from '@ringfence/db/audit-entries'
import { AuditListQuery } from '@ringfence/domain/list'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { listed } from '../http/listed'
import { session } from '../http/session'
import { auditDocs } from '../openapi/audit'

export const auditRoutes = (deps: Deps) =>
  new Elysia({ prefix: '/api/audit', tags: ['Audit'] })
    .use(session)
    .get(
      '',
      ({ scope, request, set }) =>
        listed(deps, { request, set }, 'Audit entries', AuditListQuery, auditEntries(deps.db, scope)),
      { detail: auditDocs.list },
    )
