import type { AdminInput } from '@ringfence/domain/admin'
import type { AdminListQuery } from '@ringfence/domain/list'
import { canonicalEmail } from './admins'
import type { Database } from './database'
import { adminRecord } from './records'
import { resource, type Table } from './resource'
import type { Scope } from './scope'

/** An admin to store: with the hash of the password instead of it. */
export type StoredAdmin = Omit<AdminInput, 'password'> & { password_hash?: string }

export type AdminFilter = Pick<AdminListQuery, 'search' | 'tenant_id' | 'status'>

/** The admins, for who may manage them. Triggers end sessions and tokens of whom a change concerns, and keep the last active owner. */
export const managedAdmins = (db: Pick<Database, 'pool'>, scope: Scope) => resource(db, scope, table)

const table: Table<StoredAdmin, AdminFilter> = {
  singular: 'Admin',
  target: 'admin',
  name: 'admins',
  as: 'm',
  tenant: 'tenant_id',
  at: 'created_at',
  record: adminRecord,
  recordColumns: ['record', 'second_factor'],
  source: sql => sql`admins m`,
  row: adminRecord,
  // So few that no index is worth its while.
  filters: (sql, { search, tenant_id, status }) => ({
    tenantId: tenant_id,
    within: sql`
      ${search === undefined ? sql`true` : sql`strpos(lower(m.name || E'\\x1f' || m.email), lower(${search})) > 0`}
      ${status === undefined ? sql`` : sql`and m.status = ${status}`}`,
    beside: null,
  }),
  columns: (_, __, { email, ...rest }) => ({
    ...rest,
    ...(email !== undefined && { email: canonicalEmail(email) }),
  }),
  unshown: ({ password_hash }) => (password_hash === undefined ? null : { password: 'changed' }),
}
