import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Api } from './api'
import { everyone } from './crowd'
import { type Rig, startRig } from './rig'
import type { Account } from './sipp'
import { findTools, HOW_TO_INSTALL } from './tools'

/** `bun run figures` in apps/sip: prints the figures of docs/sip/README.md. Takes ten minutes and three gigabytes in the temporary directory. */
const SEED = join(import.meta.dir, '../../seed/src/main.ts')
const EXTENSIONS = [1000, 1_000_000]
const ASKED = 10_000
const ROUNDS = 5
const TENANTS = 20
const AT_ONCE = 40
const UNBOUNDED = 100_000

const main = async (): Promise<void> => {
  const tools = findTools()
  if (!tools) throw new Error(HOW_TO_INSTALL)
  const rigs: Rig[] = []
  try {
    for (const _ of EXTENSIONS) rigs.push(await startRig(tools))
    const sets = await Promise.all(
      rigs.map(async (rig, place) => ({ rig, accounts: await seeded(rig, EXTENSIONS[place] ?? 0) })),
    )
    const rates: number[][] = sets.map(() => [])
    // In turns, so that what else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++)
      for (const [place, { rig, accounts }] of sets.entries()) rates[place]?.push(await askedPerSecond(rig, accounts))
    console.log(`${cpus().length} cores (${cpus()[0]?.model}), ${new Date().toISOString().slice(0, 10)}`)
    for (const [place, count] of EXTENSIONS.entries())
      console.log(`${count} extensions: ${rates[place]?.map(Math.round).join(', ')} authenticated a second`)
    if (rigs[0]) await registerBuilding(rigs[0])
  } finally {
    for (const rig of rigs) await rig.stop()
  }
}

/** Fills the database with as many extensions, and picks active ones of every tenant, again and again where there are too few. */
const seeded = async ({ env, api }: Rig, extensions: number): Promise<Account[]> => {
  const options = ['--tenants', `${TENANTS}`, '--extensions', `${extensions}`, '--devices', '0', '--queues', '0']
  const seed = Bun.spawn([process.execPath, SEED, ...options], { env, stdout: 'ignore', stderr: 'inherit' })
  if ((await seed.exited) !== 0) throw new Error('The seed failed.')
  const accounts: Account[] = []
  for (const { id } of await api.get<{ id: number }[]>('/api/tenants')) {
    const rows = await api.get<Row[]>(`/api/extensions?tenant_id=${id}&status=active&limit=${ASKED / TENANTS}`)
    for (const row of rows) accounts.push(await accountOf(api, row))
  }
  return Array.from({ length: ASKED }, (_, index) => accounts[index % accounts.length]).flatMap(
    account => account ?? [],
  )
}

type Row = { id: number; extension_number: string; tenant: { domain: string } }

const accountOf = async (api: Api, { id, extension_number, tenant }: Row): Promise<Account> => {
  const { secret } = await api.get<{ secret: string }>(`/api/extensions/${id}/secret`)
  return { number: extension_number, domain: tenant.domain, secret }
}

const askedPerSecond = async ({ line }: Rig, accounts: Account[]): Promise<number> => {
  const { failed, seconds } = await everyone(line, 'ask', accounts, { perSecond: UNBOUNDED, atOnce: AT_ONCE })
  if (failed !== 0) throw new Error(`${failed} of ${accounts.length} were refused.`)
  return accounts.length / seconds
}

const registerBuilding = async ({ line, office }: Rig): Promise<void> => {
  const made = await (await office()).building(10_000, 2000)
  const { failed, seconds } = await everyone(line, 'register', made, { perSecond: 500, atOnce: 2000 })
  console.log(
    `2000 phones of one import at 500 a second: ${failed} failed, all registered after ${seconds.toFixed(1)} s`,
  )
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The figures failed.')
  process.exit(1)
}
