import { extensionHistory } from '@ringfence/db/audit-entries'
import { deletedExtensions } from '@ringfence/db/deleted-extensions'
import { extensions } from '@ringfence/db/extensions'
import { showing } from '@ringfence/db/idempotency'
import { freshSecret } from '@ringfence/db/secrets'
import { admitExtension, admitExtensionChange } from '@ringfence/domain/extension'
import { ExtensionListQuery, ExtensionShowQuery, HistoryQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { expectedVersions } from '../http/conditions'
import { around, etag } from '../http/envelope'
import { beyondReading } from '../http/guard'
import { listed } from '../http/listed'
import { once } from '../http/once'
import { recently } from '../http/recently'
import { auditDocs } from '../openapi/audit'
import { extensionDocs } from '../openapi/extensions'
import { recordId, resourceRoutes } from './resource'

export const extensionRoutes = (deps: Deps) => {
  const { db } = deps
  return resourceRoutes(deps, '/api/extensions', {
    singular: 'Extension',
    plural: 'Extensions',
    queries: { list: ExtensionListQuery, show: ExtensionShowQuery, remove: NoQuery },
    admit: admitExtension,
    admitChange: admitExtensionChange,
    repository: extensions,
    docs: extensionDocs,
  })
    .get(
      '/:id/secret',
      async ({ scope, params, request }) => {
        const secret = await extensions(db, recently(deps, request, beyondReading(scope))).reveal(
          recordId('Extension', params.id),
        )
        return around('Extension secret loaded successfully.', JSON.stringify({ secret }))
      },
      { detail: extensionDocs.reveal },
    )
    .post(
      '/:id/secret',
      async ({ scope, params, request, set }) => {
        const id = recordId('Extension', params.id)
        const secret = freshSecret()
        const shown = JSON.stringify({ secret })
        const rotated = await once(deps, { request, set }, recently(deps, request, scope), async claiming => {
          const { version, json } = await extensions(db, showing(db, claiming, shown)).rotate(
            id,
            secret,
            expectedVersions(request),
          )
          return { version, json, shown }
        })
        set.headers.etag = etag(rotated.version)
        return around('Extension secret updated successfully.', rotated.shown ?? shown)
      },
      { detail: extensionDocs.rotate },
    )
    .post(
      '/:id/restore',
      async ({ scope, params, request, set }) => {
        const id = recordId('Extension', params.id)
        const restored = await once(deps, { request, set }, scope, claiming =>
          deletedExtensions(db, claiming).restore(id),
        )
        set.headers.etag = etag(restored.version)
        return around('Extension restored successfully.', restored.json)
      },
      { detail: extensionDocs.restore },
    )
    .get(
      '/:id/history',
      ({ scope, params, request, set }) => {
        const history = extensionHistory(db, scope, recordId('Extension', params.id))
        return listed(deps, { request, set }, 'Audit entries', HistoryQuery, history)
      },
      { detail: auditDocs.history },
    )
}
