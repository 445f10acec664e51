import { type Database, withinTransaction } from '@ringfence/db/database'
import { type NaturalKeys, naturalKeys } from '@ringfence/db/natural-keys'
import { loadAlone, makeCdrMonths } from '@ringfence/db/seeding'
import { Invalid } from '@ringfence/domain/admit'
import { type Fault, FixtureError, faultsAt } from './fixture-error'
import { scope } from './kinds'
import { type Fixture, keyText, type Line, readLines } from './lines'
import { type Key, renamed, unknown } from './links'

/** How many rows were made, and how many were there already and left as they are. */
export type Loaded = { created: number; present: number }

const DEADLINE_MILLISECONDS = 30 * 60_000

/**
 * Stores what the fixtures hold and the database lacks, all of it or, on any fault, none. A row that is there by its natural key
 * (slug; number in its tenant; MAC address or label of the extension's device; queue and extension; call id in its tenant) is left
 * alone, also when an admin has changed it since; one that was deleted is made again. Throws FixtureError with every fault found.
 */
export const loadFixtures = async (
  db: Database,
  fixtures: Fixture[],
  { when = async () => true }: { when?: (db: Database) => Promise<boolean> } = {},
): Promise<Loaded> => {
  const lines = readLines(fixtures)
  if (!(await when(db))) return { created: 0, present: 0 }
  await makeCdrMonths(
    db,
    lines.flatMap(({ row }) => row.startedAt ?? []),
  )
  return withinTransaction(
    db,
    async tx => {
      await loadAlone(tx)
      return (await when(tx)) ? store(tx, lines) : { created: 0, present: 0 }
    },
    { deadlineMilliseconds: DEADLINE_MILLISECONDS },
  )
}

const store = async (db: Database, lines: Line[]): Promise<Loaded> => {
  const ids = identities(naturalKeys(db, scope))
  await refuseUnknown(lines, ids)
  let created = 0
  for (const line of lines) if (await storeLine(db, line, ids)) created++
  return { created, present: lines.length - created }
}

/** Throws FixtureError when a line names a row that is neither in the fixtures nor in the database. */
const refuseUnknown = async (lines: Line[], ids: Identities): Promise<void> => {
  const coming = new Set(lines.map(line => keyText(line.row.key)))
  const faults: Fault[] = []
  for (const { file, line, links } of lines)
    for (const { field, key } of links)
      if (!coming.has(keyText(key)) && (await ids.find(key)) === undefined)
        faults.push({ file, line, field, sentence: unknown(field) })
  if (faults.length > 0) throw new FixtureError(faults)
}

/** False when the row was there. Throws FixtureError when the database refuses it. */
const storeLine = async (db: Database, line: Line, ids: Identities): Promise<boolean> => {
  const linked = await Promise.all(line.links.map(async ({ id, key }) => [id, await ids.find(key)]))
  const row = line.kind.row({ ...line.fields, ...Object.fromEntries(linked) })
  const present = await row.find(naturalKeys(db, scope))
  if (present !== undefined) {
    ids.keep(row.key, present)
    return false
  }
  try {
    const { json } = await row.create(db)
    ids.keep(row.key, Number(JSON.parse(json).id))
    return true
  } catch (error) {
    if (error instanceof Invalid) throw new FixtureError(faultsAt(line, renamed(error.errors)))
    throw error
  }
}

type Identities = { find(key: Key): Promise<number | undefined>; keep(key: Key, id: number): void }

/** The ids of the rows that lines name; each is looked up once. */
const identities = (keys: NaturalKeys): Identities => {
  const known = new Map<string, number>()
  const look = async ([kind, slug = '', number = '']: Key): Promise<number | undefined> => {
    if (kind === 'tenant') return keys.tenant(slug)
    const tenant = await find(['tenant', slug])
    if (tenant === undefined) return undefined
    return kind === 'queue' ? keys.queue(tenant, number) : keys.extension(tenant, number)
  }
  const find = async (key: Key): Promise<number | undefined> => {
    const id = known.get(keyText(key)) ?? (await look(key))
    if (id !== undefined) known.set(keyText(key), id)
    return id
  }
  return { find, keep: (key, id) => void known.set(keyText(key), id) }
}
