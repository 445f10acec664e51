import type { Extension, ExtensionInput } from '@ringfence/domain/extension'
import type { ImportFault, ImportRow } from '@ringfence/domain/extension-import'
import { NUMBER_TAKEN, QUOTA_REACHED } from './constraints'
import type { Database } from './database'
import { type Home, lockHomes, lockPresent, type Present } from './extension-import-writes'
import { parts } from './lists'
import type { Scope } from './scope'
import { boundTo, freshSecret, type KeyRing, open } from './secrets'

export type Creation = { line: number; home: Home; generated: boolean; input: ExtensionInput }
export type Change = { home: Home; id: string; number: string; plain: Plain; secret: string | undefined }
type Plain = Pick<Extension, 'display_name' | 'email' | 'status' | 'voicemail_enabled'>

/** What the rows of a file come to. */
export type Plan = {
  creations: Creation[]
  changes: Change[]
  removals: { home: Home; id: string }[]
  unchanged: number
  faults: ImportFault[]
}

type Placed = { row: ImportRow; home: Home }

/**
 * What rows come to, with everything that this stands on locked: the tenants, so that their quota and domain stay, and the extensions
 * that are there. Whatever a constraint would refuse is a fault here, as a refused statement takes the whole transaction with it.
 */
export const planned = async (db: Database, scope: Scope, rows: ImportRow[], generates: boolean): Promise<Plan> => {
  const plan: Plan = { creations: [], changes: [], removals: [], unchanged: 0, faults: [] }
  const placed = await placedRows(db, scope, rows, plan.faults)
  for (const part of parts(placed)) {
    const present = await presentRows(db, part)
    for (const { row, home } of part) decide(db.keys, plan, { row, home }, present.get(placeOf(home, row)), generates)
    // Others are answered in between.
    await Bun.sleep(0)
  }
  keepQuotas(plan)
  return plan
}

const placedRows = async ({ pool }: Database, scope: Scope, rows: ImportRow[], faults: ImportFault[]) => {
  const ids = new Set(rows.flatMap(({ tenantId }) => tenantId ?? []))
  const slugs = new Set(rows.flatMap(({ tenant }) => tenant ?? []))
  const homes = await pool.query(sql => lockHomes(sql, scope, [...ids], [...slugs]))
  const byId = new Map(homes.map(home => [home.id, home]))
  const bySlug = new Map(homes.map(home => [home.slug, home]))
  const lines = new Map<string, number>()
  const placed: Placed[] = []
  for (const row of rows) {
    const { line, tenantId, tenant } = row
    const home = tenantId === null ? bySlug.get(tenant ?? '') : byId.get(String(tenantId))
    if (!home || (tenant !== null && home.slug !== tenant)) {
      const column = home || tenantId === null ? 'tenant' : 'tenant_id'
      faults.push(fault(row, column, `The selected ${column.replace('_', ' ')} is invalid.`))
      continue
    }
    const before = lines.get(placeOf(home, row))
    if (before === undefined) placed.push({ row, home })
    else faults.push(fault(row, 'extension_number', `The extension is in line ${before} already.`))
    lines.set(placeOf(home, row), before ?? line)
  }
  return placed
}

const presentRows = async ({ pool }: Database, part: Placed[]): Promise<Map<string, Present>> => {
  const places = part.map(({ row, home }) => ({ tenant_id: home.id, extension_number: row.number }))
  const present = await pool.query(sql => lockPresent(sql, places))
  return new Map(present.map(row => [`${row.tenant_id}|${row.extension_number}`, row]))
}

const placeOf = (home: Home, { number }: ImportRow): string => `${home.id}|${number}`

const decide = (keys: KeyRing, plan: Plan, placed: Placed, present: Present | undefined, generates: boolean): void => {
  const { row, home } = placed
  if (!present) absent(plan, placed, generates)
  else if (row.action === 'create') plan.faults.push(fault(row, NUMBER_TAKEN.field, NUMBER_TAKEN.sentence))
  else if (row.action === 'delete') plan.removals.push({ home, id: present.id })
  else {
    const change = difference(keys, placed, present)
    if (change) plan.changes.push(change)
    else plan.unchanged++
  }
}

const absent = ({ creations, faults }: Plan, { row, home }: Placed, generates: boolean): void => {
  const { line, action, number, change } = row
  if (action === 'update' || action === 'delete') {
    faults.push(fault(row, 'extension_number', 'The selected extension number is invalid.'))
    return
  }
  const lacking = Object.entries(row.missing).filter(([name]) => !(generates && name === 'secret'))
  for (const [column, messages] of lacking) for (const message of messages) faults.push(fault(row, column, message))
  if (lacking.length) return
  const input = {
    tenant_id: Number(home.id),
    extension_number: number,
    email: null,
    voicemail_enabled: false,
    ...change,
    secret: change.secret ?? freshSecret(),
  }
  // Nothing that is required is lacking.
  creations.push({ line, home, generated: change.secret === undefined, input: input as ExtensionInput })
}

const fault = ({ line }: Pick<ImportRow, 'line'>, column: string, message: string): ImportFault => ({
  line,
  column,
  message,
})

const difference = (keys: KeyRing, { row, home }: Placed, present: Present): Change | undefined => {
  const { display_name, email, status, voicemail_enabled }: Extension = JSON.parse(present.record)
  const current: Plain = { display_name, email, status, voicemail_enabled }
  const { secret: sent, ...named } = row.change
  const plain: Plain = { ...current, ...named }
  const bound = boundTo(home.id, row.number)
  const secret = sent === undefined || open(keys, present.secret_sealed, bound) === sent ? undefined : sent
  const isSame = secret === undefined && JSON.stringify(plain) === JSON.stringify(current)
  return isSame ? undefined : { home, id: present.id, number: row.number, plain, secret }
}

/** Leaves out what a tenant has no room for, from the first row on that has none. Deletions make room wherever they stand. */
const keepQuotas = (plan: Plan): void => {
  const free = new Map<Home, number>()
  const room = (home: Home): number => free.get(home) ?? home.free
  for (const { home } of plan.removals) free.set(home, room(home) + 1)
  plan.creations = plan.creations.filter(({ line, home }) => {
    free.set(home, room(home) - 1)
    if (room(home) >= 0) return true
    plan.faults.push(fault({ line }, QUOTA_REACHED.field, QUOTA_REACHED.sentence))
    return false
  })
}
