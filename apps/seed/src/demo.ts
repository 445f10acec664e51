import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '@ringfence/db/database'
import { hasHadTenants } from '@ringfence/db/seeding'
import type { Fixture } from './lines'
import { loadFixtures } from './load'

const DIRECTORY = join(import.meta.dir, '../fixtures')

/** Loads the demo fixtures into a database that never had a tenant, so that a start brings back nothing that was deleted. */
export const loadDemoFixtures = async (db: Database): Promise<void> => {
  await loadFixtures(db, await demoFixtures(), { when: async inside => !(await hasHadTenants(inside)) })
}

export const demoFixtures = async (): Promise<Fixture[]> => {
  const names = (await readdir(DIRECTORY)).filter(name => name.endsWith('.ndjson')).sort()
  return Promise.all(names.map(async name => ({ file: name, text: await Bun.file(join(DIRECTORY, name)).text() })))
}
