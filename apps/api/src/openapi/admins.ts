import { Admin, AdminInput } from '@ringfence/domain/admin'
import { AdminListQuery } from '@ringfence/domain/list'
import { failures } from './failures'
import { idParameter, success } from './parts'
import { EVERYWHERE, resourceDocs } from './resource'
import { sessionAlone } from './session-alone'

const RECENT = 'It takes a sign-in that is not long ago (`POST /api/admin/reauthenticate`).'
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
    create: RECENT,
    replace: `Another role, tenant, status or password ends the sessions of the admin, another role or tenant his tokens too. ${LAST} ${RECENT}`,
    remove: `Sessions and tokens of the admin end. ${LAST} ${RECENT}`,
  },
  mayBeInUse: true,
})

const removeSecondFactor = sessionAlone({
  operationId: 'deleteAdminSecondFactor',
  summary: 'Remove the second factor of an admin',
  description: `For who lost authenticator and recovery codes. Sessions of the admin end; the password alone signs him in again. ${RECENT}`,
  parameters: [idParameter('admin')],
  responses: {
    200: success('It is gone.', 'Second factor deleted successfully.'),
    ...failures(...EVERYWHERE, 'NotFound'),
  },
})

export const adminDocs = {
  list: sessionAlone(list),
  create: sessionAlone(create),
  show: sessionAlone(show),
  replace: sessionAlone({ ...replace, responses: { ...replace.responses, ...failures('InUse') } }),
  change: sessionAlone({ ...change, responses: { ...change.responses, ...failures('InUse') } }),
  remove: sessionAlone(remove),
  removeSecondFactor,
}
