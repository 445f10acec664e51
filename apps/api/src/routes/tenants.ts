import { freeNumbers } from '@ringfence/db/free-numbers'
import { tenants } from '@ringfence/db/tenants'
import { admitFreeNumbersQuery } from '@ringfence/domain/free-numbers'
import { NoQuery, TenantListQuery, TenantRemovalQuery } from '@ringfence/domain/list'
import { admitTenant, admitTenantChange } from '@ringfence/domain/tenant'
import type { Deps } from '../deps'
import { around } from '../http/envelope'
import { acrossTenants } from '../http/guard'
import { queryOf } from '../http/query'
import { freeNumbersDocs } from '../openapi/free-numbers'
import { tenantDocs } from '../openapi/tenants'
import { recordId, resourceRoutes } from './resource'

export const tenantRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/tenants', {
    singular: 'Tenant',
    plural: 'Tenants',
    queries: { list: TenantListQuery, show: NoQuery, remove: TenantRemovalQuery },
    admit: admitTenant,
    admitChange: admitTenantChange,
    repository: tenants,
    writing: acrossTenants,
    docs: tenantDocs,
  }).get(
    '/:id/free-numbers',
    async ({ scope, params, request }) => {
      const query = admitFreeNumbersQuery(queryOf(request))
      const numbers = await freeNumbers(deps.db, scope, recordId('Tenant', params.id), query)
      return around('Free numbers fetched successfully.', numbers)
    },
    { detail: freeNumbersDocs },
  )
