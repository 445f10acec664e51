import { readdirSync } from 'node:fs'
import { asOwner } from '@ringfence/db/testing/database'
import { residentOf } from '@ringfence/rig/processes'
import { type Ask, openLedger } from '../abuse/ledger'
import { statusesOf, unforeseen, whileWorking } from '../abuse/others'
import { makeWorld } from '../abuse/world'
import type { Case } from '../case'

const SECONDS = 60
const WORKERS = 8
/** What a quarter may have more than an earlier one: in megabytes, files and connections. */
const MORE = { resident: 30, files: 10, backends: 1 }

type Sample = { resident: number; files: number; backends: number }

export const soak: Case = {
  name: 'soak',
  claim: 'Under mixed load memory, open files and connections to PostgreSQL stay what they are.',
  short: false,
  seconds: 150,
  async run({ api, say }) {
    const program = await api({ WEBHOOK_PRIVATE_TARGETS: '1' })
    const databaseUrl = program.env.DATABASE_URL ?? ''
    const { ask, note, tally } = openLedger(program.url)
    const cookie = await program.signIn()
    const { ids } = await makeWorld(ask, cookie, 'okapi')
    await ask('PATCH', `/api/tenants/${ids.tenants}`, { cookie, json: { max_extensions: 1_000_000 }, headers: MERGE })
    const samples: Sample[] = []
    const work = await whileWorking(
      WORKERS,
      () => something(ask, cookie, ids.tenants ?? 0),
      async () => {
        for (let second = 0; second < SECONDS; second++) {
          samples.push(await sampleOf(program.pid, databaseUrl))
          await Bun.sleep(1000)
        }
      },
    )
    const [second, last] = [quarterOf(samples, 1), quarterOf(samples, 3)]
    for (const [what, more] of Object.entries(MORE) as [keyof Sample, number][])
      if (last[what] - second[what] > more)
        note(
          `From the second to the last quarter ${what} grew from ${second[what].toFixed()} to ${last[what].toFixed()}.`,
        )
    for (const sentence of unforeseen('requests', work.statuses, [200, 201, 404])) note(sentence)
    say(
      `${statusesOf(work.statuses)}; ${JSON.stringify(second)} in the second quarter, ${JSON.stringify(last)} in the last`,
    )
    return tally
  },
}

const MERGE = { 'content-type': 'application/merge-patch+json' }

let made = 0

/** One thing after the other that a client does. */
const something = (ask: Ask, cookie: string, tenantId: number): ReturnType<Ask> => {
  const turn = ++made
  const number = String(100_000 + Math.floor(turn / 8))
  switch (turn % 8) {
    case 0: {
      const json = {
        tenant_id: tenantId,
        extension_number: number,
        display_name: number,
        status: 'active',
        secret: `x${number}y`,
      }
      return ask('POST', '/api/extensions', { cookie, json })
    }
    case 1:
      return ask('GET', `/api/extensions?search=${number}`, { cookie })
    case 2:
      return ask('GET', '/api/extensions?limit=50', { cookie })
    case 3:
      return ask('GET', `/api/extensions/${turn % 50}`, { cookie })
    case 4:
      return ask('PATCH', `/api/extensions/${turn % 50}`, { cookie, json: { display_name: number }, headers: MERGE })
    case 5:
      return ask('GET', '/api/cdrs?limit=20', { cookie })
    case 6:
      return ask('GET', `/api/extensions/${turn % 50}/history?limit=5`, { cookie })
    default:
      return ask('GET', '/api/admin/me', { cookie })
  }
}

const sampleOf = async (pid: number, databaseUrl: string): Promise<Sample> => {
  const [row] = await asOwner(
    databaseUrl,
    sql => sql<[{ backends: number }]>`
      select count(*)::integer as backends
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )
  return { resident: residentOf(pid), files: readdirSync(`/proc/${pid}/fd`).length, backends: row.backends }
}

/** The medians of a quarter, from 0. */
const quarterOf = (samples: Sample[], quarter: number): Sample => {
  const part = samples.slice((samples.length / 4) * quarter, (samples.length / 4) * (quarter + 1))
  const median = (what: keyof Sample) =>
    part.map(each => each[what]).sort((one, other) => one - other)[Math.floor(part.length / 2)] ?? 0
  return { resident: median('resident'), files: median('files'), backends: median('backends') }
}
