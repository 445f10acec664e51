import { join } from 'node:path'
import { Unavailable } from '@ringfence/db/faults'
import { asOwner } from '@ringfence/db/testing/database'
import { until } from '@ringfence/db/testing/until'
import type { Place } from '@ringfence/rig/place'
import { startEtcd } from './etcd'
import { CONFIGURATION, type Node, startNode } from './node'
import { INFRA } from './settings'
import type { Tools } from './tools'

/** Three nodes of PostgreSQL under Patroni, with the configurations of infra/ha. */
export type Cluster = {
  nodes: Node[]
  /** The database of Ringfence as the owner of its tables, at `servers` such as `host:5432,other:5432`; by default all nodes. */
  urlAt(servers?: string): string
  /** Undefined while there is none. */
  primary(): Promise<Node | undefined>
  /** The names of the standbys that stream, the synchronous one first. */
  standbys(): Promise<string[]>
  /** The standby that may take over, as etcd has it. Until Patroni has written there which one has all that is acknowledged, none may. */
  heir(): Promise<string | undefined>
  /** Resolves once both standbys stream and one of them may take over. */
  whole(): Promise<void>
  /** Hands over in good order, as an operator does it. */
  switchOver(from: Node, to: string): Promise<void>
}

const WHOLE_SECONDS = 90

/** What Patroni says of the cluster. */
type Members = { members: { name: string; role: string }[] }

/** Resolves once both standbys stream. It ends with the place. */
export const startCluster = async (place: Place, tools: Tools): Promise<Cluster> => {
  const passwords = { superuser: crypto.randomUUID(), replication: crypto.randomUUID(), patroni: crypto.randomUUID() }
  const etcd = await startEtcd(place, tools)
  const start = (name: string) => startNode(place, tools, { name, etcd, passwords })
  const nodes = [await start('node1'), await start('node2'), await start('node3')]
  const own = crypto.randomUUID()
  const all = nodes.map(({ port }) => `127.0.0.1:${port}`).join()
  const seen = observed(nodes, `postgres://postgres:${passwords.superuser}@${all}/postgres`)
  await seen.whole()
  await makeDatabase(tools, await seen.primary(), { PGPASSWORD: passwords.superuser, RINGFENCE_PASSWORD: own })
  return {
    nodes,
    urlAt: (servers = all) => `postgres://ringfence:${own}@${servers}/ringfence?target_session_attrs=primary`,
    ...seen,
    switchOver: (from, to) => {
      const words = `switchover ringfence --leader ${from.name} --candidate ${to} --force`.split(' ')
      return succeed([...tools.patronictl, '-c', join(INFRA, CONFIGURATION), ...words], from.env)
    },
  }
}

type Observed = Pick<Cluster, 'primary' | 'standbys' | 'heir' | 'whole'>

const observed = (nodes: Node[], superuser: string): Observed => {
  const it: Observed = {
    async primary() {
      const rows = await answer(asOwner(superuser, sql => sql<[{ port: number }]>`select inet_server_port() as port`))
      return nodes.find(node => node.port === rows?.[0].port)
    },
    async standbys() {
      const rows = await answer(
        asOwner(
          superuser,
          sql => sql<{ name: string }[]>`
            select application_name as name
            from pg_stat_replication
            where state = 'streaming' and application_name like 'node%'
            order by sync_priority desc`,
        ),
      )
      return rows?.map(({ name }) => name) ?? []
    },
    async heir() {
      const primary = await it.primary()
      if (!primary) return undefined
      const { members } = (await (await fetch(`http://${primary.patroni}/cluster`)).json()) as Members
      return members.find(({ role }) => role === 'sync_standby')?.name
    },
    whole: () =>
      until(
        'both standbys stream and one may take over',
        async () => (await it.standbys()).length === 2 && (await it.heir()) !== undefined,
        WHOLE_SECONDS,
      ),
  }
  return it
}

const makeDatabase = (tools: Tools, primary: Node | undefined, passwords: Record<string, string>): Promise<void> => {
  const psql = [join(tools.postgres, 'psql'), '--host=127.0.0.1', `--port=${primary?.port}`, '--username=postgres']
  return succeed([...psql, `--file=${join(INFRA, 'database.sql')}`], { ...tools.env, ...passwords })
}

/** Undefined while there is nobody to answer. */
const answer = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch(error => {
    if (error instanceof Unavailable) return undefined
    throw error
  })

const succeed = async (command: string[], env: Record<string, string>): Promise<void> => {
  const child = Bun.spawn(command, { env: { PATH: process.env.PATH ?? '', ...env }, stdout: 'pipe', stderr: 'pipe' })
  const [said, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()])
  if ((await child.exited) !== 0) throw new Error(`${command.join(' ')}:\n${said}${complaint}`)
}
