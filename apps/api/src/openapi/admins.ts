import { Admin, AdminInput } from '@ringfence/domain/admin'
import { AdminListQuery } from '@ringfence/domain/list'
import { failures } from './failures'
import { resourceDocs } from './resource'
import { sessionAlone } from './session-alone'

const LAST = 'The last active owner can be neither deleted nor disabled nor given another role.'

const { list, create, show, replace, change, remove } = resourceDocs({
  singular: 'Admin',
  plural: 'Admins',
  input: AdminInput,
  record: Admin,
  row: Admin,
  detail: Admin,
  listQuery: AdminListQuery,
  example: { tenant_id: null },
  changeExample: { role: 'tenant', tenant_id: 1 },
  notes: {
    list: 'Only an owner may, here and in every call of an admin.',
    replace: `Another role, tenant, status or password ends the sessions of the admin, another role or tenant his tokens too. ${LAST}`,
    remove: `Sessions and tokens of the admin end. ${LAST}`,
  },
  mayBeInUse: true,
})

export const adminDocs = {
  list: sessionAlone(list),
  create: sessionAlone(create),
  show: sessionAlone(show),
  replace: sessionAlone({ ...replace, responses: { ...replace.responses, ...failures('InUse') } }),
  change: sessionAlone({ ...change, responses: { ...change.responses, ...failures('InUse') } }),
  remove: sessionAlone(remove),
}
