import { readEnv } from './env'
import { explain } from './explain'
import { openLog } from './log'
import { start } from './start'
import { supervise } from './supervisor'

const SAME_CTRL_C_MILLISECONDS = 1000

/** The server: with the other commands beside it the only file that reads the environment, prints and ends the process. */
const main = async (): Promise<void> => {
  // Whoever read our output is gone; that is no reason to stop serving.
  process.stdout.on('error', () => {})
  const env = readEnv(process.env)
  const server = await (env.WORKERS > 1 ? supervise : start)(env, openLog(env.LOG_LEVEL))
  let asked = 0
  const end = async () => {
    // Ctrl-C comes twice, from the terminal and from `bun run`: only a later one means "now".
    if (asked) {
      if (performance.now() - asked <= SAME_CTRL_C_MILLISECONDS) return
      server.abort?.()
      process.exit(1)
    }
    asked = performance.now()
    process.exit((await server.stop()) ? 0 : 1)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
  // A terminal sends it when it is closed.
  process.on('SIGHUP', (!process.stdin.isTTY && server.restart) || end)
  await server.failed
}

try {
  await main()
} catch (error) {
  console.error(`Ringfence cannot start. ${explain(error)}`)
  process.exit(1)
}
