import { refreshStatistics } from '@ringfence/db/bulk'
import type { Database } from '@ringfence/db/database'
import { openDatabase } from '@ringfence/db/database'
import { proveKeys } from '@ringfence/db/housekeeping'
import { migrate } from '@ringfence/db/migrate'
import { openStore, type StoreOptions } from '@ringfence/db/store'
import { Invalid } from '@ringfence/domain/admit'
import { type Task, UsageError } from './arguments'
import { demoFixtures } from './demo'
import { NotEmpty, type Progress, storeGenerated } from './generate/store'
import type { Fixture } from './lines'
import { loadFixtures } from './load'

type Work = Exclude<Task, { what: 'help' }>

/** Opens the database, brings it to this program's schema and does the task. Resolves to a sentence that says what was done. */
export const run = async (task: Work, options: StoreOptions, progress: Progress): Promise<string> => {
  const fixtures = await fixturesOf(task)
  const store = await openStore(options)
  try {
    await migrate(store.url)
    const db = openDatabase(store.url, store.keys, { size: 1 })
    try {
      await proveKeys(db.pool, store.keys)
      if (task.what !== 'generate') return await load(db, fixtures)
      await generate(db, task, progress)
    } finally {
      await db.pool.end()
    }
    const { extensions, devices, cdrs } = task.amounts
    const rows = extensions + devices + cdrs
    progress('statistics', 0, rows)
    await refreshStatistics(store.url)
    progress('statistics', rows, rows)
    return `Stored ${task.amounts.tenants} tenants and ${task.amounts.extensions} extensions of seed ${task.amounts.seed}.`
  } finally {
    await store.close()
  }
}

const fixturesOf = async (task: Work): Promise<Fixture[]> => {
  if (task.what === 'generate') return []
  if (task.what === 'demo') return demoFixtures()
  return Promise.all(
    task.files.map(async file => {
      if (!(await Bun.file(file).exists()))
        throw new UsageError(`There is no file ${file}: give the path of a fixture file.`)
      return { file, text: await Bun.file(file).text() }
    }),
  )
}

const load = async (db: Database, fixtures: Fixture[]): Promise<string> => {
  const { created, present } = await loadFixtures(db, fixtures)
  return `Stored ${created} rows; ${present} were there already.`
}

const generate = async (db: Database, { amounts, beside }: Extract<Work, { what: 'generate' }>, progress: Progress) => {
  try {
    await storeGenerated(db, amounts, { beside, owned: true, progress })
  } catch (error) {
    if (error instanceof NotEmpty)
      throw new UsageError('The database holds tenants already: add --yes to store the set beside them.')
    if (error instanceof Invalid && error.errors.slug)
      throw new UsageError(`The set of seed ${amounts.seed} is there already: give another --seed.`)
    throw error
  }
}
