import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { makeTenant } from '@ringfence/rig/writers'
import { environment, type Program, startProgram } from '../testing/program'

/*
 * The real program, asked for a list of 200,000 extensions.
 */

const ROWS = 200_000

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
      with digest as (select md5('') as short, encode(sha256(''), 'hex') as long)
      insert into extensions (tenant_id, extension_number, display_name, status, secret_sealed, ha1_md5, ha1_sha256, ha1b_md5, ha1b_sha256, created_at)
      select ${tenantId}, n::text, 'Extension ' || n, 'active', '', short, long, short, long, now() - n * interval '1 second'
      from digest, generate_series(1, ${ROWS}::integer) n`,
    LONG,
  )
}, 120_000)

afterAll(async () => {
  program.process.kill('SIGKILL')
  await program.process.exited
  await cluster.remove()
})

const LONG = { statementTimeoutMilliseconds: 100_000, deadlineMilliseconds: 100_000 }

const list = () => fetch(`${program.url}/api/extensions`, { headers: { cookie } })

/** Resident memory of the program in MiB; `VmHWM` is the most it ever had. */
const memory = async (kind: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const status = await readFile(`/proc/${program.process.pid}/status`, 'utf8')
  return Number(new RegExp(`${kind}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
}

describe(`a list of ${ROWS} extensions`, () => {
  test('is whole, begins at once, and takes less than 150 MiB', async () => {
    const before = await memory('VmRSS')
    const began = performance.now()
    const answer = await list()
    let first = 0
    let rows = 0
    let tail = ''
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) {
      first ||= performance.now() - began
      const text = tail + decoder.decode(chunk, { stream: true })
      rows += text.split('"extension_number"').length - 1
      tail = text.slice(-20)
      rows -= tail.split('"extension_number"').length - 1
    }
    expect(rows).toBe(ROWS)
    expect(tail.endsWith(']}')).toBe(true)
    expect(first).toBeLessThan((performance.now() - began) / 10)
    expect((await memory('VmHWM')) - before).toBeLessThan(150)
  }, 120_000)

  test('does not pile up in memory for a reader that stops reading', async () => {
    const reader = (await list()).body?.getReader()
    await reader?.read()
    const before = await memory('VmRSS')
    for (let glance = 0; glance < 20; glance++) {
      expect((await fetch(`${program.url}/readyz`)).status).toBe(200)
      await Bun.sleep(50)
    }
    expect((await memory('VmRSS')) - before).toBeLessThan(60)
    await reader?.cancel()
  }, 60_000)

  test('abandoned 20 times leaves every connection free', async () => {
    for (let times = 0; times < 20; times++) {
      const abandon = new AbortController()
      const answer = await fetch(`${program.url}/api/extensions`, { headers: { cookie }, signal: abandon.signal })
      const reader = answer.body?.getReader()
      await reader?.read()
      abandon.abort()
      await reader?.read().catch(() => {})
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${program.url}/api/extensions?limit=1`, { headers: { cookie } })),
    )
    expect(answers.map(answer => answer.status)).toEqual(Array(20).fill(200))
  }, 60_000)
})
