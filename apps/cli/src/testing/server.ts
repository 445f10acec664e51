import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testDatabase } from '@ringfence/db/testing/database'

export type TestServer = { url: string; ownerUrl: string; close(): Promise<void> }

export const ADMIN = { email: 'admin@ringfence.example', password: 'a password for tests' }

const MAIN = join(import.meta.dir, '../../../api/src/main.ts')

/** The server in a process of its own, on a database of its own. */
export const startServer = async (): Promise<TestServer> => {
  const database = await testDatabase()
  const server = Bun.spawn([process.execPath, MAIN], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: tmpdir(),
      PORT: '0',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      DATABASE_URL: database.url,
      SECRETS_KEYS: database.keyRing,
    },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const greeting = await readUntil(server.stdout, /API\s+(http:\S+)\/api/)
  return {
    url: greeting,
    ownerUrl: database.url,
    async close() {
      server.kill()
      await server.exited
      await database.close()
    },
  }
}

/** What the pattern finds, as soon as it was printed; the rest is read and forgotten. */
const readUntil = async (stream: ReadableStream<Uint8Array>, pattern: RegExp): Promise<string> => {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let printed = ''
  for (;;) {
    const { value, done } = await reader.read()
    printed += decoder.decode(value, { stream: true })
    const found = pattern.exec(printed)?.[1]
    if (found) {
      void drain(reader)
      return found
    }
    if (done) throw new Error(`The server does not serve:\n${printed}`)
  }
}

const drain = async (reader: { read(): Promise<{ done: boolean }> }): Promise<void> => {
  while (!(await reader.read()).done);
}
