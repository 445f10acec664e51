import { Invalid } from '@ringfence/domain/admit'
import type { WebhookListQuery } from '@ringfence/domain/list'
import type { WebhookInput } from '@ringfence/domain/webhook'
import { trail } from './audit'
import type { Database } from './database'
import { showing } from './idempotency'
import { integers, type Outcome, settled, type Versions, type Written } from './outcome'
import type { Sql } from './pool'
import { type Column, resource, type Table } from './resource'
import { type Scope, tenantInScope, visible } from './scope'
import { freshWebhookSecret, type SealedSecret, sealWebhookSecret } from './webhook-secrets'

export type WebhookFilter = Pick<WebhookListQuery, 'tenant_id'>

/** What was written, with the secret that is shown this once, as a JSON object. */
export type WrittenSecret = Written & { shown: string }

/** The webhooks that a scope sees. One that is told of every tenant is seen, made and changed by who sees every tenant. */
export const webhooks = (db: Database, scope: Scope) => ({
  ...resource(db, scope, table),

  /** With the secret that was given, or a random one. Throws Invalid when the scope does not see the tenant. */
  async create({ secret, ...input }: WebhookInput): Promise<WrittenSecret> {
    const sealed = sealNew(db, secret)
    const repository = resource(db, showing(db, scope, sealed.shown), table)
    return { ...(await repository.create({ ...input, ...sealed.columns })), shown: sealed.shown }
  },

  /** Changes the fields that `change` names, which the secret is not one of. Throws NotFound, Stale or Invalid. */
  async update(id: string, { secret, ...change }: Partial<WebhookInput>, versions: Versions = null): Promise<Written> {
    if (secret) throw new Invalid({ secret: ['The secret is replaced by a call of its own.'] })
    return resource(db, scope, table).update(id, change, versions)
  },

  /** Replaces the secret by a random one, with which the very next attempt is signed. Throws NotFound, Stale. */
  async rotate(id: string, versions: Versions = null): Promise<WrittenSecret> {
    const { columns, shown } = sealNew(db, null)
    const [outcome] = await db.pool.query(sql => rekey(sql, showing(db, scope, shown), id, columns, versions))
    const written = settled('Webhook', outcome, versions)
    if (!written) throw new Error('A locked webhook was not written.')
    return { ...written, shown }
  },
})

const sealNew = ({ keys }: Database, given: string | null) => {
  const secret = given ?? freshWebhookSecret()
  return { columns: sealWebhookSecret(keys, secret), shown: JSON.stringify({ secret }) }
}

type Fields = Omit<WebhookInput, 'secret'> & Partial<SealedSecret & { secret_sealed: Buffer }>

const table: Table<Fields, WebhookFilter> = {
  singular: 'Webhook',
  target: 'webhook',
  name: 'webhooks',
  as: 'w',
  tenant: 'tenant_id',
  at: 'created_at',
  record: sql => sql`w.record`,
  recordColumns: ['record'],
  source: sql => sql`webhooks w`,
  row: sql => sql`w.record`,
  filters: (sql, { tenant_id }) => ({ tenantId: tenant_id, within: sql`true`, beside: null }),
  columns: (sql, scope, { tenant_id, events, secret_sealed, ...rest }) => ({
    ...rest,
    ...(tenant_id !== undefined && { tenant_id: audience(sql, scope, tenant_id) }),
    ...(events && { events: sql`${`{${events.join(',')}}`}::text::text[]` }),
    ...(secret_sealed && { secret_sealed: sql`${secret_sealed}::bytea` }),
  }),
}

/** Null is every tenant here, so what the scope may not have must not come out as null: 0 is no tenant's id. */
const audience = (sql: Sql, scope: Scope, tenantId: number | null): Column => {
  if (tenantId !== null) return sql`coalesce(${tenantInScope(sql, scope, tenantId)}, 0)`
  return scope.tenantId === null ? null : 0
}

const rekey = (
  sql: Sql,
  scope: Scope,
  id: string,
  { secret_sealed, sealed_for }: SealedSecret,
  versions: Versions,
) => sql<[Outcome]>`
  with old as (
    select w.id, w.version
    from webhooks w
    where w.id = ${id} and ${visible(sql, scope, 'w.tenant_id')}
    for no key update
  ), w as (
    update webhooks w
    set secret_sealed = ${secret_sealed}, sealed_for = ${sealed_for}, version = w.version + 1, updated_at = now()
    from old
    where w.id = old.id ${versions ? sql`and old.version = any(${integers(versions)}::integer[])` : sql``}
    returning w.id, w.tenant_id, w.version, w.record
  ), ${trail(sql, scope, {
    action: 'webhook.secret_rotated',
    target: 'webhook',
    targetId: sql`w.id`,
    tenantId: sql`w.tenant_id`,
    before: sql`null`,
    after: sql`null`,
    answer: sql`w.record`,
    version: sql`w.version`,
    from: sql`w`,
  })}
  select exists (select from webhooks w where w.id = ${id} and ${visible(sql, scope, 'w.tenant_id')}) as found,
    (select version from old) as locked,
    (select record from w) as json,
    (select version from w) as version`
