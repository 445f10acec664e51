import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dumperFor, restorer } from './programs'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringfence-programs-'))
})
afterAll(() => rm(directory, { recursive: true }))

/** A directory of programs that say that they are of that version. */
const programsOf = async (major: number): Promise<string> => {
  const place = await mkdtemp(join(directory, `${major}-`))
  for (const name of ['pg_dump', 'pg_restore'])
    await writeFile(join(place, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${major}.1 (of a test)"\n`, {
      mode: 0o755,
    })
  return place
}

test('a server is dumped by the least version that understands it, and a dump is read by the newest', async () => {
  const [older, fitting, newest] = await Promise.all([701, 702, 703].map(programsOf))
  const PATH = [newest, older, fitting, process.env.PATH].join(':')
  expect(dumperFor(702, { PATH })).toEqual({ path: join(fitting ?? '', 'pg_dump'), major: 702 })
  expect(restorer({ PATH })).toEqual({ path: join(newest ?? '', 'pg_restore'), major: 703 })
})

test('a server that all are too old for is not dumped, and the sentence says what to install', async () => {
  const PATH = [await programsOf(701), process.env.PATH].join(':')
  expect(() => dumperFor(702, { PATH })).toThrow(
    'pg_dump 701 is older than the server, PostgreSQL 702, and refuses it: install postgresql-client-702 or newer',
  )
})
