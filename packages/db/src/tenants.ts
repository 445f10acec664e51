import type { TenantInput } from '@ringfence/domain/tenant'
import { trail } from './audit'
import { explained } from './constraints'
import type { Database } from './database'
import { NotFound } from './errors'
import type { Written } from './outcome'
import type { Sql } from './pool'
import type { Scope } from './scope'

/** The tenants that a scope sees; only one that sees all of them makes new ones. */
export const tenants = (db: Database, scope: Scope) => ({
  /** Throws Invalid when the slug or the domain is taken, NotFound when the scope is one tenant's. */
  async create(input: TenantInput): Promise<Written> {
    if (scope.tenantId !== null) throw new NotFound('Tenant')
    const [created] = await explained(db.pool.query(sql => insert(sql, scope, input)))
    return created
  },
})

const deed = (sql: Sql, action: string) => ({ action, target: 'tenant', targetId: sql`t.id`, tenantId: sql`t.id` })

// By way of text: the driver would encode a parameter of type json a second time.
const settings = (input: TenantInput): string | null => input.settings && JSON.stringify(input.settings)

const insert = (sql: Sql, scope: Scope, input: TenantInput) => sql<[Written]>`
  with t as (
    insert into tenants (name, slug, domain, status, timezone, max_extensions, settings)
    values (${input.name}, ${input.slug}, ${input.domain}, ${input.status}, ${input.timezone}, ${input.max_extensions},
      ${settings(input)}::text::json)
    returning id, version, record
  ), ${trail(sql, scope, { ...deed(sql, 'tenant.created'), before: sql`null`, after: sql`t.record::json`, from: sql`t` })}
  select record as json, version from t`
