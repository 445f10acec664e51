import { EmbeddedPostgresError } from '@ringfence/db/embedded'
import { EnvironmentError, readEnv } from './env'
import { openLog } from './log'
import { StartError, start } from './start'

/** The program: the only file that reads the environment, listens, prints and ends the process. */
const main = async (): Promise<void> => {
  const env = readEnv(process.env)
  const server = await start(env, openLog(env.LOG_LEVEL))
  let asked = false
  const end = async () => {
    if (asked) process.exit(1)
    asked = true
    process.exit((await server.stop()) ? 0 : 1)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

try {
  await main()
} catch (error) {
  if (error instanceof EnvironmentError)
    console.error(
      `Ringfence cannot start with this environment:\n${error.faults.map(fault => `  ${fault}`).join('\n')}`,
    )
  else if (error instanceof StartError) console.error(`Ringfence cannot start: ${error.message}`)
  else if (error instanceof EmbeddedPostgresError) console.error(`Ringfence cannot start: ${error.message}`)
  // Nothing but name, message and place: an error of the database also holds its query and parameters.
  else if (error instanceof Error)
    console.error(`Ringfence cannot start: ${error.name}: ${error.message}\n${error.stack}`)
  else console.error('Ringfence cannot start.')
  process.exit(1)
}
