import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The programs of Debian that a cluster of PostgreSQL is made of here, and what they need to run. */
export type Tools = {
  patroni: string[]
  patronictl: string[]
  etcd: string
  haproxy: string
  /** The directory of PostgreSQL's own programs. */
  postgres: string
  env: Record<string, string>
}

const PACKAGES = 'patroni etcd-server haproxy postgresql'

/** One line for whoever lacks them. */
export const HOW_TO_INSTALL = `apt-get install --no-install-recommends ${PACKAGES}; or unpack them with dpkg -x and name the directory in HA_TOOLS`

/**
 * From the directory that packages were unpacked to, or from where they were installed. Undefined when one is missing, which is a
 * fault where CI asks.
 */
export const findTools = (env: Record<string, string | undefined> = process.env): Tools | undefined => {
  const tools = programs(env.HA_TOOLS ?? '/')
  if (!tools && env.CI) throw new Error(`Programs of a cluster are missing: ${HOW_TO_INSTALL}`)
  return tools
}

// Debian's modules are for Debian's Python, which may not be the first one on the path.
const PYTHON = '/usr/bin/python3'

const programs = (root: string): Tools | undefined => {
  const [patroni, patronictl, etcd] = ['patroni', 'patronictl', 'etcd'].map(name => join(root, 'usr/bin', name))
  const haproxy = join(root, 'usr/sbin/haproxy')
  const postgres = newestPostgres(root) ?? newestPostgres('/')
  if (!patroni || !patronictl || !etcd || !postgres) return undefined
  if (![patroni, patronictl, etcd, haproxy].every(existsSync)) return undefined
  return {
    patroni: [PYTHON, patroni],
    patronictl: [PYTHON, patronictl],
    etcd,
    haproxy,
    postgres,
    env: root === '/' ? {} : unpacked(root),
  }
}

const newestPostgres = (root: string): string | undefined => {
  const versions = join(root, 'usr/lib/postgresql')
  if (!existsSync(versions)) return undefined
  return readdirSync(versions)
    .sort((one, other) => Number(other) - Number(one))
    .map(version => join(versions, version, 'bin'))
    .find(bin => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'pg_rewind')))
}

const unpacked = (root: string): Record<string, string> => ({
  LD_LIBRARY_PATH: join(root, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
  PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'),
})
