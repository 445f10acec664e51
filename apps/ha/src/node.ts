import { chownSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountFor } from '@ringfence/db/embedded/account'
import type { Place } from '@ringfence/rig/place'
import { launch } from '@ringfence/rig/program'
import { newPort } from './ports'
import { familyOf, send } from './processes'
import { filledIn, INFRA } from './settings'
import type { Tools } from './tools'

/** One machine of the cluster: Patroni, and the PostgreSQL that it keeps. */
export type Node = {
  name: string
  port: number
  /** Where Patroni answers. */
  patroni: string
  /** What its commands need to reach the cluster. */
  env: Record<string, string>
  /** Kills the first process of PostgreSQL, as a fault of memory would. */
  kill(): void
  /** Stops all of its processes in their tracks. */
  freeze(): void
  /** PostgreSQL is killed, and its Patroni does not start it again until the thaw. */
  down(): void
  thaw(): void
}

export type Passwords = { superuser: string; replication: string; patroni: string }

/** The one file that all nodes have. */
export const CONFIGURATION = 'patroni.yml'

/** It ends with the place. */
export const startNode = async (
  place: Place,
  tools: Tools,
  { name, etcd, passwords }: { name: string; etcd: string[]; passwords: Passwords },
): Promise<Node> => {
  const directory = join(place.directory, name)
  mkdirSync(directory)
  const account = accountFor(directory)
  if (account) chownSync(directory, account.uid, account.gid)
  copyFileSync(join(INFRA, CONFIGURATION), join(directory, CONFIGURATION))
  const [port, patroni] = [await newPort(), `127.0.0.1:${await newPort()}`]
  const env = { ...tools.env, ...environment({ name, directory, port, patroni, etcd, passwords, tools }) }
  const command = [...tools.patroni, CONFIGURATION]
  const become = account ? ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : []
  const program = launch(place, name, [...become, ...command], { env, cwd: directory })

  const postmaster = () => Number(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8').split('\n')[0])
  let frozen: number[] = []
  const node: Node = {
    name,
    port,
    patroni,
    env,
    kill: () => send(postmaster(), 'SIGKILL'),
    freeze() {
      frozen = familyOf([program.pid, postmaster()])
      for (const pid of frozen) send(pid, 'SIGSTOP')
    },
    down() {
      node.freeze()
      for (const pid of familyOf([postmaster()])) send(pid, 'SIGKILL')
    },
    thaw() {
      for (const pid of frozen.splice(0)) send(pid, 'SIGCONT')
    },
  }
  // In good order it would wait for its standbys.
  place.keep(() => {
    node.thaw()
    for (const pid of familyOf([program.pid, ...running(postmaster)])) send(pid, 'SIGKILL')
  })
  return node
}

const environment = (it: {
  name: string
  directory: string
  port: number
  patroni: string
  etcd: string[]
  passwords: Passwords
  tools: Tools
}) =>
  filledIn('node.env.example', {
    PATRONI_NAME: it.name,
    PATRONI_RESTAPI_LISTEN: it.patroni,
    PATRONI_RESTAPI_CONNECT_ADDRESS: it.patroni,
    PATRONI_RESTAPI_USERNAME: 'patroni',
    PATRONI_RESTAPI_PASSWORD: it.passwords.patroni,
    PATRONI_POSTGRESQL_LISTEN: `127.0.0.1:${it.port}`,
    PATRONI_POSTGRESQL_CONNECT_ADDRESS: `127.0.0.1:${it.port}`,
    PATRONI_POSTGRESQL_DATA_DIR: join(it.directory, 'data'),
    PATRONI_POSTGRESQL_PGPASS: join(it.directory, 'pgpass'),
    PATRONI_POSTGRESQL_BIN_DIR: it.tools.postgres,
    PATRONI_ETCD_HOSTS: it.etcd.join(),
    PATRONI_SUPERUSER_USERNAME: 'postgres',
    PATRONI_SUPERUSER_PASSWORD: it.passwords.superuser,
    PATRONI_REPLICATION_USERNAME: 'replicator',
    PATRONI_REPLICATION_PASSWORD: it.passwords.replication,
  })

const running = (postmaster: () => number): number[] => {
  try {
    return [postmaster()]
  } catch {
    return []
  }
}
