import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '@ringfence/rig/place'
import { launch } from '@ringfence/rig/program'
import { exchange } from './message'
import { newPort } from './ports'
import { until } from './until'

const CONFIGURATION = join(import.meta.dir, '../../../infra/asterisk')
const LIBRARIES = 'usr/lib/x86_64-linux-gnu'

/**
 * How it reaches Ringfence: the lines of `bun run engine asterisk`, and where it asks over HTTP a token of the role engine; and whether
 * it knows digests of MD5 alone.
 */
export type Access = { database: string; http?: { url: string; token: string }; md5Alone?: boolean }

/** Where it listens for UDP and TCP, and for TLS. */
export type Asterisk = { port: number; secure: number }

/** Files of a certificate and of its key. */
export type Identity = { certificate: string; key: string }

/**
 * Asterisk with the configuration of infra/, on a free port of 127.0.0.1, once it answers. `root` is where its packages and all that
 * they need were unpacked, of a newer Debian than this one maybe: so it is started by its own loader.
 */
export const startAsterisk = async (
  place: Place,
  root: string,
  access: Access,
  identity: Identity,
): Promise<Asterisk> => {
  const [port, secure] = [await newPort(), await newPort()]
  const directory = join(place.directory, `asterisk-${port}`)
  cpSync(CONFIGURATION, directory, { recursive: true })
  for (const name of ['run', 'log', 'lib', 'spool']) mkdirSync(join(directory, name))
  writeFileSync(join(directory, 'ringfence-database.conf'), access.database, { mode: 0o600 })
  if (access.http) askOverHttp(directory, access.http)
  if (access.md5Alone)
    edit(join(directory, 'extconfig.conf'), text => text.replace(/^ps_auths.*$/m, '').replace(';ps_auths', 'ps_auths'))
  edit(join(directory, 'pjsip.conf'), text =>
    text
      .replaceAll('192.0.2.1:5060', `127.0.0.1:${port}`)
      .replace('192.0.2.1:5061', `127.0.0.1:${secure}`)
      .replace('/etc/asterisk/tls/fullchain.pem', identity.certificate)
      .replace('/etc/asterisk/tls/privkey.pem', identity.key)
      .replace(/^;(?=[[a-z])/gm, ''),
  )
  writeFileSync(join(directory, 'asterisk.conf'), directories(directory, root))
  const libraries = join(root, LIBRARIES)
  const loader = [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries]
  const program = launch(
    place,
    `asterisk-${port}`,
    [...loader, join(root, 'usr/sbin/asterisk'), '-C', join(directory, 'asterisk.conf'), '-f'],
    {
      env: { TZ: 'UTC', HOME: directory },
    },
  )
  await until('Asterisk answers', async () => {
    if (program.process.exitCode !== null) throw new Error(`Asterisk does not run:\n${await program.printed()}`)
    return answers(port)
  })
  return { port, secure }
}

/** What docs/sip/asterisk.md tells to do. */
const askOverHttp = (directory: string, { url, token }: { url: string; token: string }): void => {
  cpSync(join(CONFIGURATION, 'curl/extconfig.conf'), join(directory, 'extconfig.conf'))
  const { host } = new URL(url)
  edit(join(directory, 'extconfig.conf'), text => text.replaceAll('TOKEN', token).replaceAll('127.0.0.1:3000', host))
  const modules = ['res_curl', 'func_curl', 'res_config_curl'].map(name => `preload=${name}.so`).join('\n')
  edit(join(directory, 'modules.conf'), text => text.replace('preload=res_config_pgsql.so', modules))
}

const edit = (path: string, change: (text: string) => string): void =>
  writeFileSync(path, change(readFileSync(path, 'utf8')))

const directories = (directory: string, root: string): string =>
  [
    '[directories]',
    `astetcdir => ${directory}`,
    `astmoddir => ${join(root, LIBRARIES, 'asterisk/modules')}`,
    `astdatadir => ${join(root, 'usr/share/asterisk')}`,
    `astvarlibdir => ${join(directory, 'lib')}`,
    `astdbdir => ${join(directory, 'lib')}`,
    `astrundir => ${join(directory, 'run')}`,
    `astlogdir => ${join(directory, 'log')}`,
    `astspooldir => ${join(directory, 'spool')}`,
    `astkeydir => ${join(directory, 'lib')}`,
  ].join('\n')

const answers = (port: number): Promise<boolean> =>
  exchange(port, {
    start: `OPTIONS sip:127.0.0.1:${port} SIP/2.0`,
    from: '<sip:rig@127.0.0.1>;tag=1',
    to: '<sip:rig@127.0.0.1>',
    sequence: '1 OPTIONS',
  }).then(
    answer => answer.startsWith('SIP/2.0'),
    () => false,
  )

/** One line for whoever lacks it: Debian 12 has none. */
export const HOW_TO_UNPACK =
  'ASTERISK must name a directory that Asterisk 22 was unpacked to: docs/sip/asterisk.md says how.'

/** Where the packages of a newer Debian were unpacked; undefined where nothing says so. Throws when it is not there. */
export const findAsterisk = (env: Record<string, string | undefined> = process.env): string | undefined => {
  if (!env.ASTERISK || existsSync(join(env.ASTERISK, 'usr/sbin/asterisk'))) return env.ASTERISK || undefined
  throw new Error(HOW_TO_UNPACK)
}
