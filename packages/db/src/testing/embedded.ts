import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the PostgreSQL that a program runs in its data directory: the first process, and the URL of the owner. */
export const embeddedIn = (dataDirectory: string): { pid: number; url: string } => {
  const home = join(dataDirectory, 'postgres')
  const [pid, , , port] = readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n')
  const password = readFileSync(join(home, 'password'), 'utf8').trim()
  return { pid: Number(pid), url: `postgres://ringfence:${password}@127.0.0.1:${port}/ringfence` }
}
