import { cdrs } from '@ringfence/db/cdrs'
import { admitCdr, admitCdrChange } from '@ringfence/domain/cdr'
import { CdrListQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { created } from '../http/envelope'
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
  }).post(
    '/batch',
    async ({ scope, request, set }) => {
      const result = await loadCdrs(deps, { request, set }, scope)
      set.status = 201
      return created('CDRs', { json: JSON.stringify(result) })
    },
    { detail: cdrDocs.batch },
  )
