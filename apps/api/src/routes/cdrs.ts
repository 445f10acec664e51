import { cdrs } from '@ringfence/db/cdrs'
import { admitCdr, admitCdrChange } from '@ringfence/domain/cdr'
import { CdrListQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { cdrDocs } from '../openapi/cdrs'
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
