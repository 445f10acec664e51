import { expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endlessServer } from './testing/endless'

const ROOT = join(import.meta.dir, '../../..')

test('`bun run ringfence` prints on stdout nothing but what the command does, and ends with its status', async () => {
  const run = async (...words: string[]) => {
    const child = Bun.spawn([process.execPath, 'run', 'ringfence', ...words], {
      cwd: ROOT,
      stdout: 'pipe',
      stderr: 'pipe',
    })
    return { out: await child.stdout.text(), status: await child.exited }
  }
  expect(await run('--version')).toEqual({ out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), status: 0 })
  expect(await run('whoami', '--url', "a b'c$HOME")).toEqual({ out: '', status: 2 })
  expect(await run('whoami', '--token', 'rf_1', '--url', 'http://127.0.0.1:1')).toEqual({ out: '', status: 4 })
})

test('Ctrl-C reaches the command through the runner as well, and leaves no half file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ringfence-cli-'))
  const { url, close } = endlessServer({ breaksOff: false })
  const file = join(directory, 'out.csv')
  const child = Bun.spawn(
    [process.execPath, 'run', 'ringfence', 'extensions', 'export', '-o', file, '--token', 'rf_1', '--url', url],
    {
      cwd: ROOT,
      env: { ...process.env, XDG_CONFIG_HOME: directory },
      terminal: {
        data(terminal, bytes) {
          if (/Exporting {2}\d/.test(Buffer.from(bytes).toString())) terminal.write('\u0003')
        },
      },
    },
  )
  expect(await child.exited).toBe(130)
  close()
  expect(readdirSync(directory)).toEqual([])
  rmSync(directory, { recursive: true })
})
