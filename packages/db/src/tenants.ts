import type { TenantListQuery } from '@ringfence/domain/list'
import type { TenantChange, TenantInput } from '@ringfence/domain/tenant'
import { explained } from './constraints'
import type { Database } from './database'
import { InUse, NotFound, Stale } from './errors'
import { Unavailable } from './faults'
import { settled, type Versions, type Written } from './outcome'
import type { Sql } from './pool'
import { extensionRecord, jsonArray, opened, queueRecord, tenantRecord, withRelations } from './records'
import { resource, type Table } from './resource'
import { isOther, type Scope } from './scope'
import { eraseWhole, whatIsInTheWay } from './tenant-removal'
import { isOutrun, rekeyed, standing } from './tenant-renaming'
import { alter } from './writes'

export type TenantFilter = Pick<TenantListQuery, 'search' | 'status'>

const ATTEMPTS = 5
const LONG_MILLISECONDS = 50_000

/** The tenants that a scope sees; only one that sees all of them makes, changes or removes any. */
export const tenants = (db: Database, scope: Scope) => {
  const plain = resource(db, scope, table)
  return {
    ...plain,

    /** Throws Invalid when the slug or the domain is taken, NotFound when the scope is one tenant's. */
    async create(input: TenantInput): Promise<Written> {
      if (scope.tenantId !== null) throw new NotFound('Tenant')
      return plain.create(input)
    },

    /**
     * Changes the fields that `change` names. A new domain makes new digests of all SIP secrets in the same statement, which takes some
     * seconds for ten thousand extensions. Throws NotFound, Stale, or Invalid when a constraint refuses it.
     */
    async update(id: string, change: TenantChange, versions: Versions = null): Promise<Written> {
      const { domain } = change
      if (domain === undefined) return plain.update(id, change, versions)
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const now = await standing(db, scope, id, domain)
        const [outcome] = await explained(
          db.pool
            .transaction(sql => alter(sql, scope, table, id, change, versions, rekeyed(sql, now, domain)), LONG)
            .catch(outrun),
          table,
        )
        db.realms.forget(id)
        const written = outcome && settled('Tenant', outcome, versions)
        if (written) return written
      }
      throw new Unavailable('conflict')
    },

    /** With `cascade` everything that belongs to it goes too, but for the audit trail. Throws NotFound, Stale, and InUse without. */
    async remove(id: string, versions: Versions = null, { cascade } = { cascade: false }): Promise<void> {
      if (!cascade) return plain.remove(id, versions).catch(error => refused(db, scope, id, error))
      for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        const removal = db.pool.transaction(sql => eraseWhole(sql, scope, id, versions), LONG)
        const outcome = await explained(removal, { removing: 'Tenant' }).catch(unlessInUse)
        if (outcome?.[0]?.removed) return db.realms.forget(id)
        if (outcome?.[0]?.found && versions) throw new Stale()
        if (outcome && !outcome[0]?.found) throw new NotFound('Tenant')
      }
      throw new Unavailable('conflict')
    },
  }
}

const LONG = { deadlineMilliseconds: LONG_MILLISECONDS }

/** Nothing, where others changed the tenant's secrets while new digests were made. */
const outrun = (error: unknown): [undefined] => {
  if (isOutrun(error)) return [undefined]
  throw error
}

/** Something was added while all of it was removed: once more. */
const unlessInUse = (error: unknown): undefined => {
  if (!(error instanceof InUse)) throw error
}

const refused = async (db: Database, scope: Scope, id: string, error: unknown): Promise<never> => {
  if (!(error instanceof InUse)) throw error
  const things = await whatIsInTheWay(db, scope, id)
  throw new InUse(`Tenant is still in use: it has ${things}.`, { cause: error })
}

// By way of text: the driver would encode a parameter of type json a second time.
const settingsColumn = (sql: Sql, settings: TenantInput['settings']) =>
  sql`${settings && JSON.stringify(settings)}::text::json`

const table: Table<TenantInput & Pick<TenantChange, 'settings_patch'>, TenantFilter> = {
  singular: 'Tenant',
  target: 'tenant',
  name: 'tenants',
  as: 't',
  tenant: 'id',
  at: 'created_at',
  record: tenantRecord,
  // The counter is what tells a renaming whether extensions came or went.
  recordColumns: ['record', 'extensions_count'],
  source: sql => sql`tenants t`,
  row: sql =>
    withRelations(sql, opened(sql, tenantRecord(sql)), {
      extensions_count: sql`t.extensions_count`,
      queues_count: sql`(select count(*) from queues q where q.tenant_id = t.id)`,
    }),
  detail: sql =>
    withRelations(sql, opened(sql, tenantRecord(sql)), {
      extensions: jsonArray(
        sql,
        sql`select ${extensionRecord(sql)} from extensions e
          where e.tenant_id = t.id
          order by e.created_at desc, e.id desc`,
      ),
      queues: jsonArray(
        sql,
        sql`select ${queueRecord(sql)} from queues q
          where q.tenant_id = t.id
          order by q.created_at desc, q.id desc`,
      ),
    }),
  filters: (sql, { search, status }) => ({
    search,
    within: sql`true`,
    beside: status === undefined ? null : { columns: ['status'], condition: sql`t.status = ${status}` },
  }),
  columns: (sql, _, { settings, settings_patch, ...rest }) => ({
    ...rest,
    ...(settings_patch !== undefined && {
      settings: sql`merge_patch(t.settings, ${JSON.stringify(settings_patch)}::text::json)`,
    }),
    ...(settings !== undefined && { settings: settingsColumn(sql, settings) }),
  }),
  refusals: (sql, _, { slug, domain }: Partial<TenantInput>, id) => ({
    ...(slug !== undefined && {
      tenants_slug_taken: sql`exists (select from tenants t where t.slug = ${slug} and ${isOther(sql, 't', id)})`,
    }),
    ...(domain !== undefined && {
      tenants_domain_taken: sql`exists (select from tenants t where t.domain = ${domain} and ${isOther(sql, 't', id)})`,
    }),
  }),
  sentences: {
    tenants_quota: {
      field: 'max_extensions',
      sentence: 'The max extensions must not be less than the number of extensions that there are.',
    },
  },
}
