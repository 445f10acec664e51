import { managedAdmins } from '@ringfence/db/managed-admins'
import type { Versions } from '@ringfence/db/outcome'
import type { Scope } from '@ringfence/db/scope'
import { secondFactors } from '@ringfence/db/second-factors'
import { type AdminInput, admitAdmin, admitAdminChange, admitNewAdmin } from '@ringfence/domain/admin'
import { Invalid } from '@ringfence/domain/admit'
import { AdminListQuery, NoQuery } from '@ringfence/domain/list'
import type { Deps } from '../deps'
import { deleted } from '../http/envelope'
import { acrossTenants, signedIn } from '../http/guard'
import { recently } from '../http/recently'
import { adminDocs } from '../openapi/admins'
import { recordId, resourceRoutes } from './resource'

export const adminRoutes = (deps: Deps) =>
  resourceRoutes(deps, '/api/admins', {
    singular: 'Admin',
    plural: 'Admins',
    queries: { list: AdminListQuery, show: NoQuery, remove: NoQuery },
    admitNew: admitNewAdmin,
    admit: admitAdmin,
    admitChange: admitAdminChange,
    writing: (scope, request) => recently(deps, request, acrossTenants(signedIn(scope))),
    repository: (_, scope) => repository(deps, acrossTenants(signedIn(scope))),
    docs: adminDocs,
  }).delete(
    '/:id/second-factor',
    async ({ scope, params, request }) => {
      const fresh = recently(deps, request, acrossTenants(signedIn(scope)))
      await secondFactors(deps.db, fresh).remove(recordId('Admin', params.id))
      return deleted('Second factor')
    },
    { detail: adminDocs.removeSecondFactor },
  )

const repository = ({ db, passwords }: Deps, scope: Scope) => {
  const admins = managedAdmins(db, scope)
  const hashed = async <Some extends Partial<AdminInput>>({ password, ...rest }: Some) => ({
    ...rest,
    ...(password !== undefined && { password_hash: await passwords.hash(password) }),
  })
  return {
    ...admins,
    create: async (input: AdminInput) => admins.create(await hashed(input)),
    update: async (id: string, change: Partial<AdminInput>, versions: Versions) => {
      if (id === scope.actorId && change.password !== undefined) throw ownPassword()
      return admins.update(id, await hashed(change), versions)
    },
  }
}

const ownPassword = () =>
  new Invalid({ password: ['Change your own password with PUT /api/admin/password, which takes the current one.'] })
