import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyRing } from '@ringfence/db/secrets'
import type { Subprocess } from 'bun'

/** The real program in a process of its own, as users start it. */
export type Program = {
  /** Where it listens, once its greeting says so. */
  url: string
  process: Subprocess
  /** All that it printed so far. */
  printed(): string
  signIn(): Promise<string>
}

export const ADMIN = { email: 'admin@ringfence.example', password: 'a password for tests' }

/** The environment of a program on an external database, or on an embedded one in a new directory. */
export const environment = async (databaseUrl?: string): Promise<Record<string, string>> => ({
  PATH: process.env.PATH ?? '',
  HOME: tmpdir(),
  PORT: '0',
  DEMO: '0',
  ADMIN_EMAIL: ADMIN.email,
  ADMIN_PASSWORD: ADMIN.password,
  ...(databaseUrl
    ? { DATABASE_URL: databaseUrl, SECRETS_KEYS: generateKeyRing() }
    : { DATA_DIR: await mkdtemp(join(tmpdir(), 'ringfence-data-')) }),
})

export const removeData = async ({ DATA_DIR }: Record<string, string>): Promise<void> => {
  if (DATA_DIR) await rm(DATA_DIR, { recursive: true, force: true })
}

/** Starts without waiting for anything. */
export const launchProgram = (env: Record<string, string>): { process: Subprocess; printed(): string } => {
  let text = ''
  const child = Bun.spawn([process.execPath, join(import.meta.dir, '../main.ts')], {
    env,
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    for await (const chunk of stream) text += Buffer.from(chunk).toString()
  }
  void collect(child.stdout)
  void collect(child.stderr)
  return { process: child, printed: () => text }
}

const START_SECONDS = 60

/** Resolves when it serves; rejects with what it printed when it ends instead. */
export const startProgram = async (env: Record<string, string>): Promise<Program> => {
  const { process: child, printed } = launchProgram(env)
  const deadline = performance.now() + START_SECONDS * 1000
  for (;;) {
    const url = /API\s+(http:\S+)\/api/.exec(printed())?.[1]
    if (url) return { url, process: child, printed, signIn: () => signIn(url) }
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`The program does not serve:\n${printed()}`)
    await Bun.sleep(20)
  }
}

const signIn = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0]
  if (!cookie) throw new Error(`The admin could not sign in: ${answer.status}`)
  return cookie
}
