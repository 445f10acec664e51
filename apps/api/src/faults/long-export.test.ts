import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { makeTenant } from '@ringfence/rig/writers'
import { environment, type Program, startProgram } from '../testing/program'

/*
 * The real program, asked for a file of 200,000 call records.
 */

const ROWS = 200_000
const LONG = { statementTimeoutMilliseconds: 100_000, deadlineMilliseconds: 100_000 }

let cluster: Cluster
let program: Program
let cookie: string

beforeAll(async () => {
  cluster = await makeCluster()
  program = await startProgram(await environment(cluster.url))
  cookie = await program.signIn()
  const tenantId = await makeTenant(cluster.url)
  await asOwner(
    cluster.url,
    sql => sql`
      insert into cdrs (tenant_id, caller_number, destination_number, direction, disposition, duration_seconds, bill_seconds, cost, started_at)
      select ${tenantId}, '+4930' || n, '1001', 'inbound', 'answered', n % 600, n % 500, 0.1, now() - n * interval '1 second'
      from generate_series(1, ${ROWS}::integer) n`,
    LONG,
  )
}, 120_000)

afterAll(async () => {
  program.process.kill('SIGKILL')
  await program.process.exited
  await cluster.remove()
})

const download = (format: string, init: RequestInit = {}) =>
  fetch(`${program.url}/api/cdrs/export?format=${format}`, { headers: { cookie }, ...init })

/** Resident memory of the program in MiB; `VmHWM` is the most it ever had. */
const memory = async (kind: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const status = await readFile(`/proc/${program.process.pid}/status`, 'utf8')
  return Number(new RegExp(`${kind}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
}

describe(`a file of ${ROWS} call records`, () => {
  for (const [format, head] of [
    ['ndjson', 0],
    ['csv', 1],
  ] as const)
    test(`is whole as ${format}, and takes less than 150 MiB`, async () => {
      const before = await memory('VmRSS')
      let lines = 0
      for await (const chunk of (await download(format)).body ?? []) for (const byte of chunk) if (byte === 10) lines++
      expect(lines).toBe(ROWS + head)
      expect((await memory('VmHWM')) - before).toBeLessThan(150)
    }, 120_000)

  test('does not pile up in memory for a reader that stops reading', async () => {
    const reader = (await download('csv')).body?.getReader()
    await reader?.read()
    const before = await memory('VmRSS')
    for (let glance = 0; glance < 20; glance++) {
      expect((await fetch(`${program.url}/readyz`)).status).toBe(200)
      await Bun.sleep(50)
    }
    expect((await memory('VmRSS')) - before).toBeLessThan(60)
    await reader?.cancel()
  }, 60_000)

  test('that breaks off in the middle does not look whole', async () => {
    const reader = (await download('ndjson')).body?.getReader()
    await reader?.read()
    await asOwner(cluster.url, sql => sql`alter table cdrs rename to away`)
    let failure: unknown
    try {
      while (!(await reader?.read())?.done);
    } catch (error) {
      failure = error
    } finally {
      await asOwner(cluster.url, sql => sql`alter table away rename to cdrs`)
    }
    expect(failure).toBeInstanceOf(Error)
  }, 60_000)

  test('abandoned 20 times leaves every connection free', async () => {
    for (let times = 0; times < 20; times++) {
      const abandon = new AbortController()
      const reader = (await download('csv', { signal: abandon.signal })).body?.getReader()
      await reader?.read()
      abandon.abort()
      await reader?.read().catch(() => {})
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${program.url}/api/cdrs?limit=1`, { headers: { cookie } })),
    )
    expect(answers.map(answer => answer.status)).toEqual(Array(20).fill(200))
  }, 60_000)
})
