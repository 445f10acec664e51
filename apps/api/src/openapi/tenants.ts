import { TenantListQuery, TenantRemovalQuery } from '@ringfence/domain/list'
import { TenantDetail, TenantRow } from '@ringfence/domain/relations'
import { Tenant, TenantInput } from '@ringfence/domain/tenant'
import { resourceDocs } from './resource'

export const tenantDocs = resourceDocs({
  singular: 'Tenant',
  plural: 'Tenants',
  input: TenantInput,
  record: Tenant,
  row: TenantRow,
  detail: TenantDetail,
  listQuery: TenantListQuery,
  removalQuery: TenantRemovalQuery,
  example: { slug: 'globex', domain: 'globex.sip.example' },
  changeExample: { max_extensions: 100, settings: null },
  notes: {
    create: 'Only an owner may.',
    replace: 'A new domain makes new digests of all its SIP secrets in the same statement. Only an owner may.',
    remove:
      'A tenant that still has extensions, queues, CDRs or admins is not deleted, and the answer says what is in the way. With `cascade=true` all of that goes with it, but for the audit trail. Only an owner may.',
  },
  mayBeInUse: true,
})
