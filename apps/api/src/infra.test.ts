import { describe, expect, test } from 'bun:test'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { generateKeyRing, parseKeyRing } from '@ringfence/db/secrets'
import { readEnv, variables } from './env'

const root = join(import.meta.dir, '../../..')
const read = (path: string) => Bun.file(join(root, path)).text()
const known = Object.keys(variables)

describe('.env.example', async () => {
  const settings = [...(await read('.env.example')).matchAll(/^# \w.*\n# ([A-Z_]+)=(.*)$/gm)].map(
    ([, name = '', value = '']) => ({ name, value }),
  )

  test('it holds every variable once, in order, each under a comment', () => {
    expect(settings.map(({ name }) => name)).toEqual(known)
  })

  test('uncommented as it is, it changes nothing', () => {
    const defaults: Record<string, unknown> = readEnv({})
    for (const { name, value } of settings) {
      const env: Record<string, unknown> = readEnv({ [name]: value })
      expect(env[name], name).toEqual(defaults[name])
      expect(value !== '', name).toBe(['string', 'number', 'boolean'].includes(typeof defaults[name]))
    }
  })

  test('it names nothing that is no variable, and sets nothing', async () => {
    const text = await read('.env.example')
    expect([...text.matchAll(/^#? ?([A-Za-z_]+)=/gm)].map(([, name]) => name)).toEqual(known)
    expect(text).not.toMatch(/^[^#\n]/m)
  })
})

test('the README names every variable and nothing that is none', async () => {
  const [, table = ''] = (await read('README.md')).split('## Environment')
  const named = [...(table.split('\n## ')[0] ?? '').matchAll(/^\| (.*?) \|/gm)].flatMap(row =>
    [...(row[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(match => match[1] ?? ''),
  )
  expect(named.sort()).toEqual([...known].sort())
})

test('the README names every command of package.json', async () => {
  const readme = await read('README.md')
  const { scripts } = (await Bun.file(join(root, 'package.json')).json()) as { scripts: Record<string, string> }
  expect(Object.keys(scripts).filter(name => !readme.includes(`\`bun run ${name}`))).toEqual([])
})

test('compose gives the API every variable that it knows and that a container does not settle, and no other', async () => {
  const compose = Bun.YAML.parse(await read('infra/compose.yaml')) as {
    services: { api: { environment: Record<string, string> } }
  }
  const given = Object.keys(compose.services.api.environment)
  const settled = ['PORT', 'HOST', 'DATA_DIR', 'DEMO']
  expect(given.sort()).toEqual(known.filter(name => !settled.includes(name)).sort())
})

test('compose does not start without the secrets, holds none, and publishes on this machine alone', async () => {
  const text = await read('infra/compose.yaml')
  const { services } = Bun.YAML.parse(text) as {
    services: { api: { environment: Record<string, string>; ports: string[] } }
  }
  const { environment, ports } = services.api
  expect(environment.SECRETS_KEYS).toMatch(/^\$\{SECRETS_KEYS:\?[^}]+\}$/)
  expect(text.match(/\$\{POSTGRES_PASSWORD\}|\$\{\w*(?:PASSWORD|KEYS):-[^}]/)).toBeNull()
  expect(ports.filter(port => !port.startsWith('127.0.0.1:'))).toEqual([])
  const filled = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      name === 'SECRETS_KEYS' ? generateKeyRing() : fill(value),
    ]),
  )
  expect(readEnv(filled).DATABASE_URL).toBe('postgres://ringfence:secret@postgres:5432/ringfence')
})

/** As compose does it: `${NAME:-default}` with NAME unset, `${NAME:?hint}` with NAME set. */
const fill = (value: string): string => value.replace(/\$\{\w+:-(.*?)\}/g, '$1').replace(/\$\{\w+:\?.*?\}/g, 'secret')

test('the image gives the API only variables that it knows, and is not run as root', async () => {
  const dockerfile = await read('infra/Dockerfile')
  const given = [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, pairs = '']) => pairs.match(/\w+(?==)/g) ?? [])
  expect(given.filter(name => name !== 'NODE_ENV' && !known.includes(name))).toEqual([])
  expect(dockerfile.lastIndexOf('\nUSER bun\n')).toBeGreaterThan(dockerfile.lastIndexOf('\nFROM '))
})

test('the image holds all that its commands import, and neither tests nor tools', async () => {
  const patterns = (await read('.dockerignore')).trim().split('\n')
  const leftOut = patterns.flatMap(pattern => [new Bun.Glob(pattern), new Bun.Glob(`${pattern}/**`)])
  const isLeftOut = (path: string) => leftOut.some(glob => glob.match(path))
  const commands = ['main', 'worker', 'migrate', 'password', 'engine-password', 'keys', 'backup', 'restore']
  const reached = await reachedFrom([...commands.map(name => `apps/api/src/${name}.ts`), 'apps/seed/src/main.ts'])
  expect(reached.size).toBeGreaterThan(200)
  expect([...reached].filter(isLeftOut)).toEqual([])
  const all = [...new Bun.Glob('{apps,packages}/*/src/**/*.ts').scanSync({ cwd: root })]
  const tools = /^apps\/(?!api|seed)|^packages\/(client|rig)|\/testing\/|\.test\.ts$/
  expect(all.filter(path => tools.test(path) && !isLeftOut(path))).toEqual([])
})

/** These files of ours and all that they import, from the root. */
const reachedFrom = async (paths: string[]): Promise<Set<string>> => {
  const reached = new Set(paths)
  const transpiler = new Bun.Transpiler({ loader: 'ts' })
  // A set also hands out what is added to it meanwhile.
  for (const path of reached) {
    if (!path.endsWith('.ts')) continue
    for (const { path: name } of transpiler.scanImports(await read(path))) {
      const found = /^\.|^@ringfence\//.test(name) ? Bun.resolveSync(name, join(root, path, '..')) : ''
      if (found.startsWith(root)) reached.add(relative(root, found))
    }
  }
  return reached
}

test('the image and CI run the version of Bun that package.json names', async () => {
  const { packageManager } = (await Bun.file(join(root, 'package.json')).json()) as { packageManager: string }
  const version = packageManager.replace('bun@', '')
  const named = [await read('infra/Dockerfile'), await read('.ci/run')].flatMap(text =>
    [...text.matchAll(/\bbun[:@](\d+\.\d+\.\d+)/g)].map(([, found]) => found),
  )
  expect(named).toEqual([version, version, version])
})

describe('systemd', () => {
  test('the environment file is accepted once its blanks are filled in', async () => {
    const lines = (await read('infra/systemd/ringfence.env.example')).split('\n').filter(line => /^[A-Z]/.test(line))
    const filled = Object.fromEntries(
      lines.map(line => {
        const [name = '', ...value] = line.split('=')
        return [name, name === 'SECRETS_KEYS' ? generateKeyRing() : value.join('=')]
      }),
    )
    expect(Object.keys(filled).filter(name => !known.includes(name))).toEqual([])
    expect(readEnv(filled).DATABASE_URL).toStartWith('postgres://')
    expect(() => readEnv({ ...filled, SECRETS_KEYS: 'CHANGE-ME' })).toThrow('SECRETS_KEYS')
  })

  test('the unit waits longer for the drain than the drain lasts', async () => {
    const unit = await read('infra/systemd/ringfence.service')
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(10)
    expect(unit).toContain('apps/api/src/main.ts')
  })
})

describe('.ci/run', () => {
  /** Runs it with programs that stand in for npx and chromium: what is under test is what it makes of their answer. */
  const runCi = async (npx: string) => {
    const directory = await mkdtemp(join(tmpdir(), 'ringfence-ci-'))
    try {
      await writeFile(join(directory, 'npx'), `#!/bin/sh\n${npx}\n`, { mode: 0o755 })
      await writeFile(join(directory, 'chromium'), '#!/bin/sh\n', { mode: 0o755 })
      const env = {
        PATH: `${directory}:${process.env.PATH}`,
        SIP_TOOLS: directory,
        TORTURE_TOOLS: directory,
        HA_TOOLS: directory,
      }
      const ci = Bun.spawn([join(root, '.ci/run')], { cwd: directory, env, stdout: 'pipe', stderr: 'pipe' })
      return { printed: await ci.stdout.text(), status: await ci.exited }
    } finally {
      await rm(directory, { recursive: true })
    }
  }

  test('it ends with the sum of all test runs, as turbo and as Bun print them', async () => {
    const lines = [
      '@ringfence/db:test:  12 pass',
      '@ringfence/db:test:  0 fail',
      '',
      ' 30 pass',
      ' 2 fail',
      '7 files pass here',
    ]
    const { printed, status } = await runCi(`printf '%s\\n' ${lines.map(line => `'${line}'`).join(' ')}`)
    expect(printed).toEndWith('\n42 passed, 2 failed\n')
    expect(status).toBe(0)
  })

  test("its status is the check's, also when nothing was tested", async () => {
    expect(await runCi('exit 3')).toEqual({ printed: '0 passed, 0 failed\n', status: 3 })
  })

  test('it runs the check in CI mode from the root', async () => {
    const { printed } = await runCi('echo "$CI $PWD $*"')
    expect(printed).toStartWith(`true ${root} -y --allow-scripts=bun bun@`)
    expect(printed).toContain(' run check\n')
  })
})

describe('bun run keys', () => {
  const run = async () => {
    const keys = Bun.spawn([process.execPath, join(import.meta.dir, 'keys.ts')], { stdout: 'pipe', stderr: 'pipe' })
    return { stdout: await keys.stdout.text(), stderr: await keys.stderr.text(), status: await keys.exited }
  }

  test('it prints a SECRETS_KEYS on stdout alone, another one each time, and what to do with it on stderr', async () => {
    const [one, other] = await Promise.all([run(), run()])
    expect(one.status).toBe(0)
    expect(one.stdout).toMatch(/^\S+\n$/)
    expect(parseKeyRing(one.stdout.trim()).active).toBe(1)
    expect(other.stdout).not.toBe(one.stdout)
    expect(one.stderr).toContain('SECRETS_KEYS')
    expect(one.stderr).not.toContain(one.stdout.trim().slice(2))
  })
})

test('the lockfile holds no address, so that it installs behind any registry', async () => {
  expect(await read('bun.lock')).not.toMatch(/https?:/)
})

test('nothing in the source is told to skip, and no SQL is put together as text', async () => {
  const glob = new Bun.Glob('{packages,apps}/*/src/**/*.ts')
  const faults: string[] = []
  for await (const path of glob.scan(root)) {
    const text = await read(path)
    if (/\.unsafe\(/.test(text) && !path.endsWith('infra.test.ts')) faults.push(`${path}: unsafe`)
    if (/\b(?:test|it|describe)\.(?:only|todo)\b/.test(text) && !path.endsWith('infra.test.ts'))
      faults.push(`${path}: only`)
  }
  expect(faults).toEqual([])
})
