import { Invalid } from '@ringfence/domain/admit'
import type { CdrInput } from '@ringfence/domain/cdr'
import type { CdrListQuery } from '@ringfence/domain/list'
import { openCdrMonths } from './cdr-months'
import type { Database } from './database'
import type { Versions, Written } from './outcome'
import type { Sql } from './pool'
import { cdrRecord, extensionRecord, openedOnce, tenantRecord, withRelations } from './records'
import { reading, resource, type Table } from './resource'
import { type Fragment, type Scope, tenantInScope, visible } from './scope'

export type CdrFilter = Omit<CdrListQuery, 'limit' | 'cursor'>

/** The call records that a scope sees. */
export const cdrs = (db: Database, scope: Scope) => {
  const plain = resource(db, scope, table)
  return {
    ...plain,

    /** Every record without what it relates to, newest first, page after page. */
    exportAll: (filter: CdrFilter) => reading(db, scope, alone).listAll(filter),

    /** The stored record when its tenant has one with this call id already. Throws Invalid when a constraint refuses it. */
    async create(input: CdrInput): Promise<Written & { existed?: boolean }> {
      await openCdrMonths(db, [input.started_at])
      try {
        return await plain.create(input)
      } catch (error) {
        const stored = error instanceof Invalid && error.errors.call_id ? await withCallId(db, scope, input) : undefined
        if (!stored) throw error
        return { ...stored, existed: true }
      }
    },

    /** Throws NotFound, Stale, or Invalid when a constraint refuses it. */
    async update(id: string, change: Partial<CdrInput>, versions: Versions = null): Promise<Written> {
      if (change.started_at !== undefined) await openCdrMonths(db, [change.started_at])
      return plain.update(id, change, versions)
    },
  }
}

const withCallId = async ({ pool }: Database, scope: Scope, input: CdrInput): Promise<Written | undefined> => {
  const [stored] = await pool.query(
    sql => sql<Written[]>`
      select c.version, ${cdrRecord(sql)} as json
      from cdr_call_ids i
      join cdrs c on c.id = i.cdr_id and c.started_at = i.started_at
      where i.tenant_id = ${input.tenant_id} and i.call_id = ${input.call_id} and ${visible(sql, scope, 'i.tenant_id')}`,
  )
  return stored
}

const table: Table<CdrInput, CdrFilter> = {
  singular: 'CDR',
  target: 'cdr',
  name: 'cdrs',
  as: 'c',
  tenant: 'tenant_id',
  at: 'started_at',
  record: cdrRecord,
  recordColumns: [
    'extension_id',
    'caller_number',
    'destination_number',
    'direction',
    'disposition',
    'duration_seconds',
    'bill_seconds',
    'cost',
    'started_at',
    'ended_at',
    'call_id',
    'created_at',
    'updated_at',
  ],
  source: sql => sql`cdrs c join tenants t on t.id = c.tenant_id left join extensions e on e.id = c.extension_id`,
  row: sql =>
    withRelations(sql, openedOnce(sql, cdrRecord(sql)), {
      tenant: tenantRecord(sql),
      extension: sql`coalesce(${extensionRecord(sql)}, 'null')`,
    }),
  filters: (sql, { search, number, tenant_id, extension_id, from, to, direction, disposition }) => {
    const beside = [
      ...(direction === undefined ? [] : [{ column: 'direction', condition: sql`c.direction = ${direction}` }]),
      ...(disposition === undefined ? [] : [{ column: 'disposition', condition: sql`c.disposition = ${disposition}` }]),
      ...(number === undefined ? [] : [{ column: 'caller_number', condition: numbered(sql, number) }]),
    ]
    return {
      // These are texts to search for, too, which their own conditions then narrow down: a rare one is found by the index.
      search: search ?? number ?? disposition ?? direction,
      tenantId: tenant_id,
      within: sql`true
        ${extension_id === undefined ? sql`` : sql`and c.extension_id = ${extension_id}`}
        ${from === undefined ? sql`` : sql`and c.started_at >= ${instant(sql, from)}`}
        ${to === undefined ? sql`` : sql`and c.started_at < ${instant(sql, to)}`}`,
      beside:
        beside.length === 0
          ? null
          : {
              columns: [...beside.map(({ column }) => column), ...(number === undefined ? [] : ['destination_number'])],
              condition: beside.reduce((all, { condition }) => sql`${all} and ${condition}`, sql`true`),
            },
    }
  },
  refusals: (sql, scope, { tenant_id, extension_id }: Partial<CdrInput>) => ({
    ...(tenant_id !== undefined && { cdrs_tenant_exists: sql`${tenantInScope(sql, scope, tenant_id)} is null` }),
    ...(extension_id !== undefined &&
      extension_id !== null && {
        cdrs_extension_exists: sql`not exists (
          select from extensions e where e.id = ${extension_id} and ${visible(sql, scope, 'e.tenant_id')}
        )`,
      }),
  }),
  columns: (sql, scope, { tenant_id, started_at, ended_at, ...rest }) => ({
    ...rest,
    ...(tenant_id !== undefined && { tenant_id: tenantInScope(sql, scope, tenant_id) }),
    ...(started_at !== undefined && { started_at: instant(sql, started_at) }),
    ...(ended_at !== undefined && { ended_at: instant(sql, ended_at) }),
  }),
}

/** The records alone. */
const alone = { ...table, source: (sql: Sql) => sql`cdrs c`, row: cdrRecord }

const numbered = (sql: Sql, number: string): Fragment => sql`
  (strpos(c.caller_number, ${number}) > 0 or strpos(c.destination_number, ${number}) > 0)`

/** By way of text: the driver would cut the microseconds off a parameter of type timestamptz. */
export const instant = (sql: Sql, text: string | null): Fragment => sql`${text}::text::timestamptz`
