import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The programs of Debian that a registrar and its phones are made of here, and what they need to run. */
export type Tools = {
  kamailio: string[]
  sipp: string
  sipsak: string
  baresip: string
  baresipModules: string
  lua: string
  env: Record<string, string>
}

const PROGRAMS = ['kamailio', 'sipp', 'sipsak', 'baresip', 'lua5.2'] as const
const PACKAGES = 'kamailio kamailio-postgres-modules kamailio-tls-modules sip-tester sipsak baresip-core lua5.2'

/** One line for whoever lacks them. */
export const HOW_TO_INSTALL = `apt-get install --no-install-recommends ${PACKAGES}; or unpack them with dpkg -x and name the directory in SIP_TOOLS`

/**
 * From the directory that packages were unpacked to, or from where they were installed. Undefined when one is missing, which is a
 * fault where CI asks.
 */
export const findTools = (env: Record<string, string | undefined> = process.env): Tools | undefined => {
  const tools = env.SIP_TOOLS ? unpacked(env.SIP_TOOLS) : installed(env.PATH ?? '')
  if (!tools && env.CI) throw new Error(`SIP programs are missing: ${HOW_TO_INSTALL}`)
  return tools
}

const TRIPLET = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`

const unpacked = (root: string): Tools | undefined => {
  const libraries = join(root, 'usr/lib', TRIPLET)
  const modules = join(libraries, 'kamailio/modules/')
  const tools = found(
    name => {
      const path = join(root, name === 'kamailio' ? 'usr/sbin' : 'usr/bin', name)
      return existsSync(path) ? path : undefined
    },
    join(root, 'usr/lib/baresip/modules'),
  )
  if (!tools || !hasModules(modules)) return undefined
  return {
    ...tools,
    kamailio: [...tools.kamailio, '-L', modules],
    env: { LD_LIBRARY_PATH: [libraries, join(libraries, 'kamailio'), join(root, 'usr/lib')].join(':') },
  }
}

const installed = (path: string): Tools | undefined => {
  const modules = join('/usr/lib', TRIPLET, 'kamailio/modules')
  const tools = found(name => Bun.which(name, { PATH: `${path}:/usr/sbin` }) ?? undefined, '/usr/lib/baresip/modules')
  return hasModules(modules) ? tools : undefined
}

const hasModules = (directory: string): boolean =>
  ['db_postgres.so', 'tls.so'].every(name => existsSync(join(directory, name)))

const found = (locate: (name: string) => string | undefined, baresipModules: string): Tools | undefined => {
  const [kamailio, sipp, sipsak, baresip, lua] = PROGRAMS.map(locate)
  if (!kamailio || !sipp || !sipsak || !baresip || !lua) return undefined
  return { kamailio: [kamailio], sipp, sipsak, baresip, baresipModules, lua, env: {} }
}
