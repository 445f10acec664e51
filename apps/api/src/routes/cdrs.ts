import { cdrSummary } from '@ringfence/db/cdr-summary'
import { cdrs } from '@ringfence/db/cdrs'
import { admitCdr, admitCdrChange, Cdr } from '@ringfence/domain/cdr'
import { admitCdrSummary } from '@ringfence/domain/cdr-summary'
import { admitQuery, CdrExportQuery, CdrListQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { created, loaded } from '../http/envelope'
import { exported } from '../http/exported'
import { prove } from '../http/guard'
import { queryOf } from '../http/query'
import { cdrDocs } from '../openapi/cdrs'
import { loadCdrs } from './cdr-batch'
import { resourceRoutes } from './resource'

export const cdrRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/cdrs', {
    singular: 'CDR',
    plural: 'CDRs',
    queries: { list: CdrListQuery, show: NoQuery, remove: NoQuery },
    admit: admitCdr,
    admitChange: admitCdrChange,
    repository: cdrs,
    docs: cdrDocs,
  })
    .post(
      '/batch',
      async ({ scope, request, set }) => {
        const result = await loadCdrs(deps, { request, set }, scope)
        set.status = 201
        return created('CDRs', { json: JSON.stringify(result) })
      },
      { detail: cdrDocs.batch },
    )
    .get(
      '/summary',
      async ({ scope, request }) => {
        const summary = await cdrSummary(deps.db, scope, admitCdrSummary(queryOf(request), new Date()))
        if (!summary.isProved) await prove(deps, request)
        return loaded('CDR summary', summary)
      },
      { detail: cdrDocs.summary },
    )
    .get(
      '/export',
      ({ scope, request }) => {
        const { format, ...filter } = admitQuery(CdrExportQuery, queryOf(request))
        return exported(
          deps,
          request,
          scope,
          { target: 'cdr', name: 'cdrs', columns: Object.keys(Cdr.properties), format, filter },
          proven => cdrs(deps.db, proven).exportAll(filter),
        )
      },
      { detail: cdrDocs.export },
    )
