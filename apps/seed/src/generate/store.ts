import { bulk } from '@ringfence/db/bulk'
import { type Database, withinTransaction } from '@ringfence/db/database'
import { systemScope } from '@ringfence/db/scope'
import { hasTenants, loadAlone, makeCdrMonths } from '@ringfence/db/seeding'
import { putBack, setAside } from '@ringfence/db/set-aside'
import { cdrRow } from './calls'
import { type Directory, openDirectory, type StoredTenant } from './directory'
import { type Amounts, planTenants, STREAMS } from './plan'
import { random } from './random'
import { deviceRow, extensionRow, queueRow, UNTIL, YEAR_MILLISECONDS } from './rows'

/** The database holds tenants, and nobody said that these rows should come beside them. */
export class NotEmpty extends Error {}

/**
 * Called for each kind of which there are any, and for each index and reference that is made after its rows: with 0 when it begins,
 * and with the total when it is complete.
 */
export type Progress = (kind: string, done: number, total: number) => void

const CHUNK = 2000
const AGENTS_PER_QUEUE = 5
const DEADLINE_MILLISECONDS = 12 * 3_600_000
const MONTH_MILLISECONDS = 28 * 86_400_000

/** The tables of most rows, and from how many on in all of them their indexes are made after the rows. */
const LARGE_TABLES = ['extensions', 'devices', 'cdrs'] as const
const LARGE = 10_000

type LargeTable = (typeof LARGE_TABLES)[number]
type Bulk = ReturnType<typeof bulk>

export type StoreOptions = {
  /** Stores the set although there are tenants. */
  beside?: boolean
  /** The database was opened by the owner of its tables, who may lock them while they are empty. */
  owned?: boolean
  progress?: Progress
}

/**
 * Makes and stores a large set, all of it or none, in memory that does not grow with it but for eight bytes an extension. Throws
 * NotEmpty unless the database is empty or `beside`, and Invalid on `slug` when a set of the same seed is there.
 */
export const storeGenerated = async (
  db: Database,
  amounts: Amounts,
  { beside = false, owned = false, progress = () => {} }: StoreOptions = {},
): Promise<void> => {
  if (!beside && (await hasTenants(db))) throw new NotEmpty()
  if (amounts.cdrs > 0) await makeCdrMonths(db, monthsOfYear())
  await withinTransaction(
    db,
    async tx => {
      await loadAlone(tx)
      if (!beside && (await hasTenants(tx))) throw new NotEmpty()
      const aside = owned && !beside && isLarge(amounts) ? await setAside(tx, LARGE_TABLES) : []
      await store(bulk(tx, systemScope('seed')), amounts, progress, table =>
        putBack(
          tx,
          aside.filter(part => part.table === table),
          ({ name }, isDone) => progress(name, isDone ? amounts[table] : 0, amounts[table]),
        ),
      )
    },
    { deadlineMilliseconds: DEADLINE_MILLISECONDS },
  )
}

const isLarge = ({ extensions, devices, cdrs }: Amounts): boolean => extensions + devices + cdrs >= LARGE

const monthsOfYear = (): string[] => {
  const months: string[] = []
  for (let at = UNTIL - YEAR_MILLISECONDS; at < UNTIL; at += MONTH_MILLISECONDS) months.push(new Date(at).toISOString())
  return months
}

const store = async (
  rows: Bulk,
  amounts: Amounts,
  progress: Progress,
  complete: (table: LargeTable) => Promise<void>,
): Promise<void> => {
  const tenants = await storeTenants(rows, amounts, progress)
  const directory = openDirectory(tenants)
  await storeExtensions(rows, amounts, directory, progress)
  await complete('extensions')
  await storeDevices(rows, amounts, directory, progress)
  await complete('devices')
  await storeQueues(rows, amounts, directory, progress)
  await storeCdrs(rows, amounts, directory, progress)
  await complete('cdrs')
}

const storeTenants = async (rows: Bulk, amounts: Amounts, progress: Progress): Promise<StoredTenant[]> => {
  const stored: StoredTenant[] = []
  const planned = planTenants(amounts)
  await inChunks('tenants', planned, amounts.tenants, progress, async chunk => {
    const ids = await rows.tenants(chunk.map(({ row }) => row))
    stored.push(...withIds(chunk, ids))
  })
  return stored
}

const storeExtensions = (rows: Bulk, { seed, extensions }: Amounts, directory: Directory, progress: Progress) =>
  inChunks('extensions', upTo(extensions), extensions, progress, async chunk => {
    const made = chunk.map(place => extensionRow(seed, directory.at(place)))
    directory.keep(chunk, await rows.extensions(made))
  })

const storeDevices = (rows: Bulk, { seed, devices, extensions }: Amounts, directory: Directory, progress: Progress) =>
  inChunks('devices', upTo(devices), devices, progress, chunk =>
    rows.devices(chunk.map(place => deviceRow(seed, directory.at(Math.floor((place * extensions) / devices)), place))),
  )

/** Queues go round the tenants that have extensions; the first extensions of a tenant are the agents of its queues. */
const storeQueues = (rows: Bulk, { seed, queues }: Amounts, { staffed, at }: Directory, progress: Progress) =>
  inChunks('queues', upTo(queues), queues, progress, async chunk => {
    const made = chunk.flatMap(place => {
      const tenant = staffed[place % staffed.length]
      return tenant ? { tenant, row: queueRow(seed, tenant, Math.floor(place / staffed.length), place) } : []
    })
    const ids = await rows.queues(made.map(({ row }) => row))
    const agents = withIds(made, ids).flatMap(({ id, tenant }) =>
      [...upTo(Math.min(AGENTS_PER_QUEUE, tenant.size))].map(index => ({
        tenant_id: tenant.id,
        queue_id: id,
        extension_id: at(tenant.offset + index).extensionId,
        penalty: index,
        status: 'active',
      })),
    )
    await rows.queueAgents(agents)
  })

const storeCdrs = (rows: Bulk, { seed, cdrs, extensions }: Amounts, directory: Directory, progress: Progress) =>
  inChunks('cdrs', upTo(cdrs), cdrs, progress, chunk =>
    rows.cdrs(
      chunk.map(place => {
        const caller = random(seed, STREAMS.caller, place).below(extensions)
        return cdrRow(seed, directory.at(caller), place, cdrs)
      }),
    ),
  )

const withIds = <T>(rows: T[], ids: number[]): (T & { id: number })[] =>
  rows.flatMap((row, place) => {
    const id = ids[place]
    return id === undefined ? [] : { ...row, id }
  })

/** Makes each chunk while the one before it is being stored. */
const inChunks = async <T>(
  kind: string,
  items: Iterable<T>,
  total: number,
  progress: Progress,
  work: (chunk: T[]) => Promise<unknown>,
): Promise<void> => {
  let chunk: T[] = []
  let done = 0
  let storing = Promise.resolve(0)
  const flush = async () => {
    const { length } = chunk
    const stored = work(chunk).then(() => length)
    // When the one before fails, nobody waits for this one.
    stored.catch(() => {})
    chunk = []
    await landed()
    storing = stored
  }
  const landed = async () => {
    const count = await storing
    done += count
    if (count > 0) progress(kind, done, total)
  }
  if (total === 0) return
  progress(kind, 0, total)
  for (const item of items) if (chunk.push(item) === CHUNK) await flush()
  if (chunk.length > 0) await flush()
  await landed()
}

function* upTo(count: number): Generator<number> {
  for (let number = 0; number < count; number++) yield number
}
