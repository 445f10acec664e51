import { addKey } from '@ringfence/db/key-file'
import { type KeyUse, keyUse, RotationError, recognisedUntil, reseal, type Unopened } from '@ringfence/db/key-rotation'
import { migrate } from '@ringfence/db/migrate'
import { openPool, type Pool } from '@ringfence/db/pool'
import { generateKeyRing, type KeyRing, printKeyRing, withNewKey } from '@ringfence/db/secrets'
import { openUsedStore, type Store } from '@ringfence/db/store'
import { countingOn } from './counting'
import { readEnv } from './env'
import { explain } from './explain'

const make = (): void => {
  console.log(generateKeyRing())
  console.error(
    'This is a SECRETS_KEYS: keep it apart from the database, without it no stored SIP secret can be read. ' +
      'To change the keys of a database in use: bun run keys rotate',
  )
}

/** Long enough to count a million secrets. */
const LONG_MILLISECONDS = 5 * 60_000

const withStore = async (work: (store: Store, pool: Pool) => Promise<void>): Promise<void> => {
  const store = await openUsedStore(readEnv(process.env))
  try {
    await migrate(store.url)
    const pool = openPool(store.url, {
      size: 1,
      applicationName: 'ringfence keys',
      statementTimeoutMilliseconds: LONG_MILLISECONDS,
      deadlineMilliseconds: LONG_MILLISECONDS,
    })
    await work(store, pool).finally(() => pool.end())
  } finally {
    await store.close()
  }
}

const sum = (tables: Record<string, number>): number => Object.values(tables).reduce((all, rows) => all + rows, 0)

const isUsedBeside = ({ active }: KeyRing, use: KeyUse): boolean => [...use.keys()].some(id => id !== active)

/** `bun run keys rotate`: a new key where all are sealed with the active one, or else what is not is sealed with it. */
const rotate = async (store: Store, pool: Pool): Promise<void> => {
  const use = await keyUse(pool)
  if (isUsedBeside(store.keys, use)) return renew(store.keys, use, store, pool)
  if (store.keysPlace === 'SECRETS_KEYS') return propose(store.keys)
  const keys = await addKey(store.keysPlace, store.keys)
  console.log(`Key ${keys.active} is in ${store.keysPlace} and seals from now on. Back that file up.`)
  await renew(keys, use, store, pool)
}

/** The key alone on stdout, so that it can be redirected. */
const propose = (keys: KeyRing): void => {
  const [key = ''] = printKeyRing(withNewKey(keys)).split(',')
  console.log(key)
  console.error(
    `This is a new key. Put it and a comma in front of SECRETS_KEYS (where there are several servers, first behind it everywhere), restart,
back it up, and run this again with that SECRETS_KEYS: then everything that is stored is sealed with it.`,
  )
}

const renew = async (keys: KeyRing, use: KeyUse, { keysPlace }: Store, pool: Pool): Promise<void> => {
  const total = [...use].reduce((all, [id, tables]) => all + (id === keys.active ? 0 : sum(tables)), 0)
  const counting = countingOn(process.stderr)
  try {
    const { resealed, retired, unopened } = await reseal(pool, keys, done =>
      counting.say(`Sealed ${done} of ${total} anew`),
    )
    counting.end()
    console.log(`Sealed with key ${keys.active}: ${resealed}.`)
    for (const id of retired)
      console.log(
        `Key ${id} seals nothing any more: take it out of ${keysPlace} in 24 hours, when no request sent before is answered again, and keep it with the backups made until now.`,
      )
    if (unopened.length > 0) throw new RotationError(leftOver(unopened))
  } finally {
    counting.end()
  }
}

const leftOver = (unopened: Unopened[]): string => {
  const rows = [...Map.groupBy(unopened, ({ table }) => table)].map(
    ([table, found]) => `  ${table}: ${found.map(({ key }) => key).join(', ')}`,
  )
  return [
    'The secrets of these rows do not open with the keys that are there, stay as they are, and keep the key that sealed them from going.',
    'They were altered, or moved from other rows: give each a new secret or delete it, and run this again.',
    ...rows,
  ].join('\n')
}

/** `bun run keys status` */
const status = async ({ keys, keysPlace }: Store, pool: Pool): Promise<void> => {
  const use = await keyUse(pool)
  const until = await recognisedUntil(pool)
  for (const id of new Set([...keys.keys.keys(), ...use.keys()])) {
    const tables = use.get(id)
    const kinds = Object.entries(tables ?? {}).map(([table, rows]) => `${table} ${rows}`)
    console.log(
      `key ${id}: ${standing(id, keys, tables, keysPlace, until.get(id))}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`,
    )
  }
}

const standing = (
  id: number,
  keys: KeyRing,
  tables: Record<string, number> | undefined,
  place: string,
  until: string | undefined,
): string => {
  const seals = `seals ${sum(tables ?? {})}`
  if (!keys.keys.has(id)) return `${seals}, and is missing in ${place}: put it back`
  if (id === keys.active) return `active, ${seals}`
  if (tables) return `${seals}: bun run keys rotate`
  return until
    ? `${seals}, and may be taken out of ${place} after ${until}, when no request sent before is answered again`
    : `${seals}, and may be taken out of ${place}`
}

const commands: Record<string, () => void | Promise<void>> = {
  '': make,
  rotate: () => withStore(rotate),
  status: () => withStore(status),
}

const command = commands[process.argv[2] ?? '']
if (!command) {
  console.error('Say what: bun run keys, bun run keys rotate or bun run keys status')
  process.exit(2)
}
try {
  await command()
  process.exit(0)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
