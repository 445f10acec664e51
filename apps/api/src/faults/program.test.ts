import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { generateKeyRing } from '@ringfence/db/secrets'
import { type Cluster, makeCluster } from '@ringfence/db/testing/cluster'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import { damage } from '@ringfence/rig/damage'
import { holdTenant, makeTenant, waitingWrites, whileWriting } from '@ringfence/rig/writers'
import { certificate } from '../testing/certificate'
import { environment, launchProgram, type Program, startProgram } from '../testing/program'

/*
 * The real program, killed, drained, started twice, too early and wrongly.
 */

let cluster: Cluster
let env: Record<string, string>
let tenantId: number
const running: Program[] = []

beforeAll(async () => {
  cluster = await makeCluster()
  env = await environment(cluster.url)
  const program = await startProgram(env)
  tenantId = await makeTenant(cluster.url)
  await end(program)
}, 90_000)

afterAll(async () => {
  await Promise.all(running.map(end))
  await cluster.remove()
})

const end = async (program: Program) => {
  program.process.kill('SIGKILL')
  await program.process.exited
}

const started = async (): Promise<Program> => {
  const program = await startProgram(env)
  running.push(program)
  return program
}

test('kill -9 under writes loses nothing acknowledged, leaves nothing half written, and the next start serves', async () => {
  let program = await started()
  let cookie = await program.signIn()
  const tally = await whileWriting(
    () => ({ url: program.url, cookie }),
    tenantId,
    16,
    async tally => {
      await until('writes are acknowledged', () => tally.acknowledged.size > 100)
      await end(program)
      const before = tally.acknowledged.size
      program = await started()
      cookie = await program.signIn()
      await until('writes are acknowledged again', () => tally.acknowledged.size > before + 20)
    },
  )
  expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
  expect([...tally.statuses.keys()].filter(status => status !== 201 && status !== 0)).toEqual([])
}, 90_000)

describe('asked to end, it', () => {
  test('by SIGTERM lets what is in flight finish, refuses new work, and ends with 0', async () => {
    const program = await started()
    const cookie = await program.signIn()
    const tally = await whileWriting(
      () => ({ url: program.url, cookie }),
      tenantId,
      8,
      async tally => {
        await until('writes are acknowledged', () => tally.acknowledged.size > 50)
        program.process.kill('SIGTERM')
        expect(await program.process.exited).toBe(0)
      },
    )
    expect(await damage(cluster.url, tally)).toEqual({ lost: [], torn: 0 })
    expect([...tally.statuses.keys()].filter(status => ![201, 503, 0].includes(status))).toEqual([])
  }, 60_000)

  // Ctrl-C reaches the program twice, from the terminal and from `bun run`.
  test.each([
    ['SIGTERM', 1],
    ['SIGINT', 2],
    ['SIGHUP', 1],
  ] as const)(
    '%s × %d: answers a request that waits for a lock, and says 503 to new ones meanwhile',
    async (signal, times) => {
      const program = await started()
      const cookie = await program.signIn()
      const release = await holdTenant(cluster.url, tenantId)
      const slow = fetch(`${program.url}/api/extensions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({
          tenant_id: tenantId,
          extension_number: `7${times}${signal.length}${signal.charCodeAt(3)}`,
          display_name: 'slow',
          secret: 'slow but sure',
          status: 'active',
        }),
      })
      await until('the write waits', async () => (await waitingWrites(cluster.url)) > 0)
      for (let time = 0; time < times; time++) program.process.kill(signal)
      await until('it drains', async () => (await fetch(`${program.url}/readyz`)).status === 503)
      expect((await fetch(`${program.url}/api/extensions`, { headers: { cookie } })).status).toBe(503)
      await release()
      expect((await slow).status).toBe(201)
      expect(await program.process.exited).toBe(0)
    },
    60_000,
  )
})

test('four starts at once on one new database all serve, with one admin and each migration once', async () => {
  await asOwner(cluster.url, sql => sql`create database together`)
  const together = { ...env, DATABASE_URL: Object.assign(new URL(cluster.url), { pathname: '/together' }).href }
  const programs = await Promise.all(Array.from({ length: 4 }, () => startProgram(together)))
  running.push(...programs)
  const [counts] = await asOwner(
    together.DATABASE_URL,
    sql => sql<[{ admins: number; twice: number }]>`
      select (select count(*)::integer from admins) as admins,
        (select count(*) - count(distinct version) from schema_migrations)::integer as twice`,
  )
  expect(counts).toEqual({ admins: 1, twice: 0 })
  for (const program of programs) expect(await program.signIn()).toMatch(/^ringfence=/)
}, 90_000)

describe('requests are answered by a login that owns nothing', () => {
  const logins = async (url: string) => {
    const rows = await asOwner(
      url,
      sql => sql<{ login: string }[]>`
        select distinct usename as login
        from pg_stat_activity
        where datname = current_database() and application_name ~ '^ringfence' and pid <> pg_backend_pid()`,
    )
    return rows.map(({ login }) => login)
  }
  const disconnect = (url: string) =>
    asOwner(
      url,
      sql => sql`
        select pg_terminate_backend(pid)
        from pg_stat_activity
        where datname = current_database() and application_name ~ '^ringfence' and pid <> pg_backend_pid()`,
    )
  const fresh = async (name: string) => {
    await asOwner(cluster.url, sql => sql`create database ${sql(name)}`)
    return { ...env, DATABASE_URL: Object.assign(new URL(cluster.url), { pathname: `/${name}` }).href }
  }

  test.each([1, 2])(
    'of %d workers, beside another server, and on connections made anew',
    async workers => {
      const own = await fresh(`login_${workers}`)
      const programs = await Promise.all([1, 2].map(() => startProgram({ ...own, WORKERS: String(workers) })))
      running.push(...programs)
      await disconnect(own.DATABASE_URL)
      await until('both have connected anew', async () => {
        const answers = await Promise.all(programs.map(({ url }) => fetch(`${url}/readyz`)))
        return answers.every(({ ok }) => ok)
      })
      for (const program of programs) expect(await program.signIn()).toMatch(/^ringfence=/)
      expect(await logins(own.DATABASE_URL)).toEqual([expect.stringMatching(/^ringfence_api_\w+$/)])
    },
    90_000,
  )

  test('of API_DATABASE_URL, where there is one', async () => {
    const own = await fresh('own_login')
    await asOwner(cluster.url, sql => sql`create role ringfence_app login in role ringfence_api`)
    const url = Object.assign(new URL(own.DATABASE_URL), { username: 'ringfence_app' }).href
    const program = await startProgram({ ...own, API_DATABASE_URL: url })
    running.push(program)
    expect(await program.signIn()).toMatch(/^ringfence=/)
    expect(await logins(own.DATABASE_URL)).toEqual(['ringfence_app'])
  }, 60_000)
})

test('started before its database it answers 503, and serves when the database is there', async () => {
  await cluster.stop()
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  const early = launchProgram({ ...env, PORT: String(port) })
  try {
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined)
    await until('it listens', async () => (await ask('/livez'))?.status === 200, 30)
    const answer = await ask('/api/extensions')
    expect(answer?.status).toBe(503)
    expect(answer?.headers.get('retry-after')).toBe('1')
    expect((await ask('/readyz'))?.status).toBe(503)
    await cluster.start()
    await until('it is ready', async () => (await ask('/readyz'))?.status === 200)
    expect((await ask('/api/extensions'))?.status).toBe(401)
  } finally {
    early.process.kill('SIGKILL')
    await early.process.exited
  }
}, 60_000)

describe('a start that cannot work ends with 1 and a sentence that says the fix', () => {
  /** Answers the first that each client says. */
  const openImpostor = async (answer: (socket: Socket) => void) => {
    const server = createServer(socket => socket.on('error', () => {}).once('data', () => answer(socket)))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return { url: `postgres://owner@127.0.0.1:${port}/postgres`, stop: () => server.close() }
  }

  const refused = async (changes: Record<string, string>) => {
    const { process: child, printed } = launchProgram({ ...env, ...changes })
    expect(await child.exited).toBe(1)
    return printed()
  }

  test('another key ring', async () => {
    const keys = generateKeyRing()
    const said = await refused({ SECRETS_KEYS: keys })
    expect(said).toContain('sealed with another key: put that key back into SECRETS_KEYS')
    expect(said).not.toContain(keys.slice(2))
  }, 30_000)

  test('a login of the API on another database', async () => {
    await asOwner(cluster.url, sql => sql`create database elsewhere`)
    const API_DATABASE_URL = Object.assign(new URL(cluster.url), { pathname: '/elsewhere' }).href
    expect(await refused({ API_DATABASE_URL })).toContain('API_DATABASE_URL leads to another database')
  }, 30_000)

  test('a database whose certificate nobody vouches for', async () => {
    const disguised = await openImpostor(socket => {
      socket.write('S')
      const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(certificate) })
      secure.on('error', () => {})
    })
    const DATABASE_URL = `${disguised.url}?sslmode=verify-full`
    expect(await refused({ DATABASE_URL })).toContain('NODE_EXTRA_CA_CERTS')
    disguised.stop()
  }, 30_000)

  test('a pooler that refuses how it connects', async () => {
    const fields = 'SFATAL\0C08P01\0Munsupported startup parameter: statement_timeout\0\0'
    const pooler = await openImpostor(socket => socket.end(`E\0\0\0${String.fromCharCode(fields.length + 4)}${fields}`))
    expect(await refused({ DATABASE_URL: pooler.url })).toContain('as a pooler may do')
    pooler.stop()
  }, 30_000)

  test('a newer schema', async () => {
    await asOwner(
      cluster.url,
      sql => sql`insert into schema_migrations (version, name, checksum) values (9999, 'future', '')`,
    )
    try {
      expect(await refused({})).toContain('schema version 9999')
    } finally {
      await asOwner(cluster.url, sql => sql`delete from schema_migrations where version = 9999`)
    }
  }, 30_000)

  test('a port in use', async () => {
    const program = await started()
    expect(await refused({ PORT: new URL(program.url).port })).toContain('set PORT or HOST')
  }, 30_000)

  test('a bad environment, all faults at once', async () => {
    const said = await refused({ PORT: 'http', POOL_SIZE: '0', PUBLIC_URL: 'nowhere' })
    for (const name of ['PORT', 'POOL_SIZE', 'PUBLIC_URL']) expect(said).toContain(name)
  }, 30_000)
})
