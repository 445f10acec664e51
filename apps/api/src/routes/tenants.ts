import { tenants } from '@ringfence/db/tenants'
import { NoQuery, TenantListQuery, TenantRemovalQuery } from '@ringfence/domain/list'
import { admitTenant, admitTenantChange } from '@ringfence/domain/tenant'
import type { Deps } from '../deps'
import { acrossTenants } from '../http/guard'
import { tenantDocs } from '../openapi/tenants'
import { resourceRoutes } from './resource'

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
  })
