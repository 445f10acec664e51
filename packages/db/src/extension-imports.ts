import { Invalid } from '@ringfence/domain/admit'
import {
  type ExtensionImportQuery,
  type ExtensionImportReport,
  type ImportFault,
  type ImportRow,
  reportOn,
} from '@ringfence/domain/extension-import'
import { explained, NUMBER_TAKEN } from './constraints'
import { type Database, withinTransaction } from './database'
import { ImportRefused } from './errors'
import { type Change, type Creation, type Plan, planned } from './extension-import-plan'
import { deleteAll, insertAll, updateAll } from './extension-import-writes'
import { keyTexts } from './extension-keys'
import { Unavailable } from './faults'
import { type Answered, claim, showing } from './idempotency'
import { parts } from './lists'
import type { Scope } from './scope'

/** The rows of a file that are sound by themselves, and what is wrong with the others. */
export type ImportFile = { rows: ImportRow[]; faults: ImportFault[]; count: number }

/** Below the time after which a silent connection is closed. */
const DEADLINE_MILLISECONDS = 45_000
/** Another import into the same tenant takes seconds. */
const LOCK_TIMEOUT = '10s'
const ATTEMPTS = 4

/** Imports into the tenants that a scope sees; another's are as good as missing. The session must be proved before. */
export const extensionImports = (db: Database, scope: Scope) => ({
  /** All of it in one transaction. Throws ImportRefused when rows are at fault and none may be, and KeyClaimed. */
  run: (file: ImportFile, query: ExtensionImportQuery): Promise<Answered> =>
    repeated(() => undone(withinTransaction(db, tx => work(tx, scope, file, query), TIMES))),

  /** Makes all of these or none, and answers their records. Throws Invalid, which names the numbers that are taken, and KeyClaimed. */
  create: (rows: ImportRow[]): Promise<Answered> =>
    repeated(() => withinTransaction(db, tx => createAll(tx, scope, rows), TIMES)).catch(error => {
      throw error instanceof ImportRefused ? refusal(rows, error.report) : error
    }),
})

const TIMES = { deadlineMilliseconds: DEADLINE_MILLISECONDS }

/** What a trial came to; thrown, so that the transaction is rolled back. */
class Undone extends Error {
  constructor(readonly answer: Answered) {
    super()
  }
}

const undone = (trial: Promise<Answered>): Promise<Answered> =>
  trial.catch(error => {
    if (error instanceof Undone) return error.answer
    throw error
  })

const work = async (tx: Database, scope: Scope, file: ImportFile, query: ExtensionImportQuery): Promise<Answered> => {
  const { claim: _, ...unclaimed } = scope
  await patient(tx)
  const plan = await planned(tx, unclaimed, file.rows, query.generate_secrets)
  const report = reportOf(file, plan, query.dry_run)
  if (report.failed > 0 && query.on_error === 'abort' && !query.dry_run) throw new ImportRefused(report)
  await carryOut(tx, unclaimed, plan)
  const json = JSON.stringify(report)
  if (query.dry_run) throw new Undone({ json, version: 1, shown: null })
  const secrets = generatedSecrets(plan.creations)
  return answer(tx, scope, json, secrets.length ? JSON.stringify({ secrets }) : null)
}

const createAll = async (tx: Database, scope: Scope, rows: ImportRow[]): Promise<Answered> => {
  const { claim: _, ...unclaimed } = scope
  await patient(tx)
  const plan = await planned(tx, unclaimed, rows, true)
  const report = reportOf({ rows, faults: [], count: rows.length }, plan, false)
  if (report.failed > 0) throw new ImportRefused(report)
  const records = await carryOut(tx, unclaimed, plan)
  const secrets = plan.creations.map(({ input }) => ({
    extension_number: input.extension_number,
    secret: input.secret,
  }))
  return answer(tx, scope, `{"extensions":[${records.join(',')}]}`, JSON.stringify({ secrets }))
}

/** What is wrong with a range, each fault once. */
const refusal = (rows: ImportRow[], { errors }: ExtensionImportReport): Invalid => {
  const said = new Map<string, Set<string>>()
  for (const { line, column, message } of errors) {
    const taken = message === NUMBER_TAKEN.sentence ? rows[line - 1]?.number : undefined
    const sentences = said.get(column ?? 'from') ?? new Set()
    said.set(column ?? 'from', sentences.add(taken ? `The extension number ${taken} has already been taken.` : message))
  }
  return new Invalid(Object.fromEntries([...said].map(([field, sentences]) => [field, [...sentences]])))
}

const patient = ({ pool }: Database): PromiseLike<unknown> =>
  pool.query(sql => sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`)

/** Deletes first, as that makes room. Resolves to the new records. */
const carryOut = async (tx: Database, scope: Scope, plan: Plan): Promise<string[]> => {
  const { pool, keys } = tx
  for (const part of parts(plan.removals.map(({ id }) => id))) await pool.query(sql => deleteAll(sql, scope, part))
  for (const part of parts(plan.changes.filter(({ secret }) => secret === undefined)))
    await pool.query(sql =>
      updateAll(
        sql,
        scope,
        part.map(({ id, plain }) => ({ id, ...plain })),
        false,
      ),
    )
  for (const part of parts(plan.changes.filter(isKeyed))) {
    const rows = part.map(({ id, plain, home, number, secret }) => ({
      id,
      ...plain,
      ...keyTexts(keys, home.domain, { tenant_id: Number(home.id), extension_number: number, secret }),
    }))
    await pool.query(sql => updateAll(sql, scope, rows, true))
  }
  const records: string[] = []
  for (const part of parts(plan.creations)) {
    const rows = part.map(({ home, input: { secret, ...row } }) => ({
      ...row,
      ...keyTexts(keys, home.domain, { ...row, secret }),
    }))
    for (const { record } of await explained(pool.query(sql => insertAll(sql, scope, rows)))) records.push(record)
  }
  return records
}

const isKeyed = (change: Change): change is Change & { secret: string } => change.secret !== undefined

/** What is answered, now and to the same request with the same key. */
const answer = async (tx: Database, scope: Scope, json: string, shown: string | null): Promise<Answered> => {
  const { claim: claiming } = shown === null ? scope : showing(tx, scope, shown)
  if (claiming)
    await explained(
      tx.pool.query(
        sql => sql`
          with done as (select 1) ${claim(sql, claiming, { answer: sql`${json}::text`, version: sql`1`, from: sql`done` })}
          select from done`,
      ),
    )
  return { json, version: 1, shown }
}

const generatedSecrets = (creations: Creation[]) =>
  creations
    .filter(({ generated }) => generated)
    .map(({ line, input: { tenant_id, extension_number, secret } }) => ({ line, tenant_id, extension_number, secret }))

const reportOf = ({ faults, count }: ImportFile, plan: Plan, dryRun: boolean): ExtensionImportReport => {
  const all = [...faults, ...plan.faults].sort((one, other) => one.line - other.line)
  return {
    ...reportOn(all, { dry_run: dryRun, rows: count }),
    created: plan.creations.length,
    updated: plan.changes.length,
    deleted: plan.removals.length,
    unchanged: plan.unchanged,
  }
}

/** Again when it was in another's way, or a number that was free has been taken meanwhile: then it is there to be found. */
const repeated = async (attempt: () => Promise<Answered>): Promise<Answered> => {
  for (let attempts = 1; ; attempts++)
    try {
      return await attempt()
    } catch (error) {
      const isOutrun = error instanceof Invalid || (error instanceof Unavailable && error.reason === 'conflict')
      if (!isOutrun) throw error
      if (attempts === ATTEMPTS) throw new Unavailable('conflict', { cause: error })
      await Bun.sleep(Math.random() * 20 * 2 ** attempts)
    }
}
