import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestServer, type TestServer } from '../testing/server'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const DEADLINE_MILLISECONDS = 90_000

const missing = [existsSync(CHROMIUM) ? [] : CHROMIUM, Bun.which('node') ? [] : 'node'].flat()
const wanted = missing.length === 0 || Boolean(process.env.CI)
if (!wanted) console.log(`The Swagger page is not tried in a browser: ${missing.join(' and ')} is missing here.`)

if (wanted)
  describe('the Swagger page in a browser', () => {
    let server: TestServer
    const directory = mkdtempSync(join(tmpdir(), 'ringfence-browser-'))

    beforeAll(async () => {
      server = await startTestServer()
    })
    afterAll(async () => {
      await server.close()
      rmSync(directory, { recursive: true })
    })

    test(
      'signs in with the form and then calls everything else, all from its own origin',
      async () => {
        expect(missing).toEqual([])
        const tenant = await server.tenant()
        const screenshot = process.env.SCREENSHOT ?? join(directory, 'swagger.png')
        const { email, password } = server.admin
        const script = join(import.meta.dir, 'swagger.mjs')
        const node = Bun.spawn(['node', script, server.url, email, password, String(tenant.id), CHROMIUM, screenshot], {
          stdout: 'pipe',
          stderr: 'pipe',
          timeout: DEADLINE_MILLISECONDS,
        })
        const [said, failed] = await Promise.all([new Response(node.stdout).text(), new Response(node.stderr).text()])
        expect(failed).toBe('')
        expect(JSON.parse(said)).toEqual({
          title: 'Ringfence',
          path: '/swagger',
          answers: {
            login: { status: 200, message: 'Login successful.' },
            created: { status: 201, message: 'Extension created successfully.' },
            listed: { status: 200, message: 'Extensions fetched successfully.' },
            shown: { status: 200, message: 'Extension loaded successfully.' },
          },
          complaints: [],
        })
        expect(existsSync(screenshot)).toBe(true)
      },
      DEADLINE_MILLISECONDS,
    )
  })
