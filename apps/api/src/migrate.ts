import { migrate } from '@ringfence/db/migrate'
import { openStore } from '@ringfence/db/store'
import { readEnv } from './env'
import { explain } from './explain'

/** `bun run migrate`: brings the database to this program's schema, without serving. */
try {
  const store = await openStore(readEnv(process.env))
  const { applied, version } = await migrate(store.url)
  await store.close()
  console.log(
    applied.length > 0 ? `Applied ${applied.join(', ')}.` : `Nothing to do: the schema is at version ${version}.`,
  )
  process.exit(0)
} catch (error) {
  console.error(explain(error))
  process.exit(1)
}
