import { extensionImports } from '@ringfence/db/extension-imports'
import { extensions } from '@ringfence/db/extensions'
import { proved } from '@ringfence/db/scope'
import { ExtensionImportQuery } from '@ringfence/domain/extension-import'
import { admitExtensionRange } from '@ringfence/domain/extension-range'
import { admitQuery, ExtensionExportQuery } from '@ringfence/domain/list'
import { Elysia } from 'elysia'
import type { Deps } from '../deps'
import { mediaType, readBytes, readJson, UPLOAD } from '../http/body'
import { around, withShown } from '../http/envelope'
import { exported } from '../http/exported'
import { prove } from '../http/guard'
import { IMPORT_TYPES, importFile } from '../http/import-file'
import { once } from '../http/once'
import { queryOf } from '../http/query'
import { session } from '../http/session'
import { EXPORT_COLUMNS, extensionFileDocs } from '../openapi/extension-files'

/** Many extensions at once: out as a file, in from one, or as a range of numbers. */
export const extensionFileRoutes = (deps: Deps) =>
  new Elysia({ prefix: '/api/extensions', tags: ['Extensions'] })
    .use(session)
    .get(
      '/export',
      ({ scope, request }) => {
        const { format, ...filter } = admitQuery(ExtensionExportQuery, queryOf(request))
        const file = { target: 'extension', name: 'extensions', columns: EXPORT_COLUMNS, format, filter }
        return exported(deps, request, scope, file, seen => extensions(deps.db, seen).exportAll(filter))
      },
      { detail: extensionFileDocs.export },
    )
    .post(
      '/import',
      async ({ scope, request, set }) => {
        const query = admitQuery(ExtensionImportQuery, queryOf(request))
        const type = mediaType(request, IMPORT_TYPES)
        const bytes = await readBytes(request, UPLOAD)
        await prove(deps, request)
        const file = await importFile(bytes, type, query.dry_run)
        const done = await once(deps, { request, set }, proved(scope), claiming =>
          extensionImports(deps.db, claiming).run(file, query),
        )
        return around(`Extensions ${query.dry_run ? 'checked' : 'imported'} successfully.`, withShown(done).json)
      },
      { detail: extensionFileDocs.import },
    )
    .post(
      '/range',
      async ({ scope, request, set }) => {
        const rows = admitExtensionRange(await readJson(request))
        await prove(deps, request)
        const made = await once(deps, { request, set }, proved(scope), claiming =>
          extensionImports(deps.db, claiming).create(rows),
        )
        set.status = 201
        return around('Extensions created successfully.', withShown(made).json)
      },
      { detail: extensionFileDocs.range },
    )
