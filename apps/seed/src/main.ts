import { EmbeddedPostgresError } from '@ringfence/db/embedded'
import { Unavailable } from '@ringfence/db/faults'
import { SchemaError } from '@ringfence/db/migrate'
import { KeyRingError } from '@ringfence/db/secrets'
import { HELP, readArguments, UsageError } from './arguments'
import { EnvironmentError, readEnv } from './env'
import { FixtureError } from './fixture-error'
import { progressOn } from './progress'
import { run } from './run'

/** `bun run seed`: the only file here that reads the environment, prints and ends the process. */
const main = async (): Promise<void> => {
  const task = readArguments(process.argv.slice(2))
  if (task.what === 'help') console.log(HELP)
  else console.log(await run(task, readEnv(process.env), progressOn(process.stderr)))
}

const SHOWN = 50

const explain = (error: unknown): string => {
  if (error instanceof FixtureError) {
    const faults = error.message.split('\n')
    const rest = faults.length > SHOWN ? [`and ${faults.length - SHOWN} more`] : []
    return ['Nothing was stored, as these lines are at fault:', ...faults.slice(0, SHOWN), ...rest].join('\n  ')
  }
  if (error instanceof KeyRingError) return `Nothing was stored: ${error.message}; put that key back into SECRETS_KEYS.`
  const isPlain = [UsageError, EnvironmentError, SchemaError, EmbeddedPostgresError, Unavailable].some(
    kind => error instanceof kind,
  )
  // Nothing but name, message and place: an error of the database also holds its query and parameters.
  if (error instanceof Error) return isPlain ? error.message : `${error.name}: ${error.message}\n${error.stack}`
  return 'The seed failed.'
}

try {
  await main()
} catch (error) {
  console.error(explain(error))
  process.exit(error instanceof UsageError ? 2 : 1)
}
process.exit(0)
