import { boundToAdmin } from './factor-codes'
import { boundToClaim } from './idempotency'
import type { Sql } from './pool'
import type { Fragment } from './scope'
import { boundTo } from './secrets'
import { boundToWebhook } from './webhook-secrets'

/** A column of sealed values: how its rows are told apart, and what a value is bound to, by other columns of its row as texts. */
export type Sealed = {
  table: string
  column: string
  key: string
  /** A text as a value of `key`. */
  keyOf: (sql: Sql, text: Fragment) => Fragment
  parts: string[]
  bound: (parts: string[]) => string
}

const byId: Pick<Sealed, 'key' | 'keyOf'> = { key: 'id', keyOf: (sql, text) => sql`${text}::bigint` }

const ofExtension: Omit<Sealed, 'table'> = {
  ...byId,
  column: 'secret_sealed',
  parts: ['tenant_id', 'extension_number'],
  bound: ([tenantId = '', number = '']) => boundTo(tenantId, number),
}

/** Everything that is stored sealed, but for the canaries: what a new key must seal before an old one may go. */
export const SEALED: Sealed[] = [
  { ...ofExtension, table: 'extensions' },
  { ...ofExtension, table: 'deleted_extensions' },
  {
    ...byId,
    table: 'webhooks',
    column: 'secret_sealed',
    parts: ['sealed_for'],
    bound: ([sealedFor = '']) => boundToWebhook(sealedFor),
  },
  {
    ...byId,
    table: 'second_factors',
    column: 'secret_sealed',
    key: 'admin_id',
    parts: ['admin_id'],
    bound: ([adminId = '']) => boundToAdmin(adminId),
  },
  {
    table: 'idempotency',
    column: 'sealed',
    key: 'key',
    keyOf: (sql, text) => sql`${text}::bytea`,
    parts: ['key'],
    bound: ([key = '']) => boundToClaim(Buffer.from(key.slice('\\x'.length), 'hex')),
  },
]
