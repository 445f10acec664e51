import { expect, test } from 'bun:test'
import { join } from 'node:path'

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
