import { NotFound } from '@ringfence/db/errors'
import { extensions } from '@ringfence/db/extensions'
import { freshSecret } from '@ringfence/db/secrets'
import { admitExtension, admitExtensionChange } from '@ringfence/domain/extension'
import { type Id, parseId } from '@ringfence/domain/id'
import { admitQuery, ExtensionListQuery, ExtensionShowQuery } from '@ringfence/domain/list'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { JSON_TYPE, MERGE_PATCH_TYPE, mediaType, readJson } from '../http/body'
import { expectedVersions } from '../http/conditions'
import { around, created, deleted, etag, loaded, updated } from '../http/envelope'
import { beyondReading } from '../http/guard'
import { listed } from '../http/listed'
import { queryOf } from '../http/query'
import { session } from '../http/session'
import { extensionDocs } from '../openapi/extensions'

export const extensionRoutes = (deps: Deps) => {
  const { db } = deps
  return new Elysia({ prefix: '/api/extensions', tags: ['Extensions'] })
    .use(session)
    .get(
      '',
      ({ scope, request, set }) =>
        listed(deps, { request, set }, 'Extensions', ExtensionListQuery, extensions(db, scope)),
      { detail: extensionDocs.list },
    )
    .post(
      '',
      async ({ scope, request, set }) => {
        const extension = await extensions(db, scope).create(admitExtension(await readJson(request)))
        set.status = 201
        set.headers.etag = etag(extension.version)
        return created('Extension', extension)
      },
      { detail: extensionDocs.create },
    )
    .get(
      '/:id',
      async ({ scope, params, request, set }) => {
        const { cdrs_limit } = admitQuery(ExtensionShowQuery, queryOf(request))
        const extension = await extensions(db, scope).find(extensionId(params.id), cdrs_limit)
        set.headers.etag = etag(extension.version)
        return loaded('Extension', extension)
      },
      { detail: extensionDocs.show },
    )
    .put(
      '/:id',
      async ({ scope, params, request, set }) => {
        const id = extensionId(params.id)
        const extension = await extensions(db, scope).update(
          id,
          admitExtension(await readJson(request)),
          expectedVersions(request),
        )
        set.headers.etag = etag(extension.version)
        return updated('Extension', extension)
      },
      { detail: extensionDocs.replace },
    )
    .patch(
      '/:id',
      async ({ scope, params, request, set }) => {
        const id = extensionId(params.id)
        const types = [JSON_TYPE, MERGE_PATCH_TYPE]
        const admitted = mediaType(request, types) === MERGE_PATCH_TYPE ? admitExtensionChange : admitExtension
        const change = admitted(await readJson(request, types))
        const extension = await extensions(db, scope).update(id, change, expectedVersions(request))
        set.headers.etag = etag(extension.version)
        return updated('Extension', extension)
      },
      { detail: extensionDocs.change },
    )
    .delete(
      '/:id',
      async ({ scope, params, request }) => {
        await extensions(db, scope).remove(extensionId(params.id), expectedVersions(request))
        return deleted('Extension')
      },
      { detail: extensionDocs.remove },
    )
    .get(
      '/:id/secret',
      async ({ scope, params }) => {
        const secret = await extensions(db, beyondReading(scope)).reveal(extensionId(params.id))
        return around('Extension secret loaded successfully.', JSON.stringify({ secret }))
      },
      { detail: extensionDocs.reveal },
    )
    .post(
      '/:id/secret',
      async ({ scope, params, request, set }) => {
        const secret = freshSecret()
        const { version } = await extensions(db, scope).rotate(
          extensionId(params.id),
          secret,
          expectedVersions(request),
        )
        set.headers.etag = etag(version)
        return around('Extension secret updated successfully.', JSON.stringify({ secret }))
      },
      { detail: extensionDocs.rotate },
    )
}

const extensionId = (text: string): Id => {
  const id = parseId(text)
  if (!id) throw new NotFound('Extension')
  return id
}
