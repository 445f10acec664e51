import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { loginAttempts } from '@ringfence/db/login-attempts'
import { mintAdmin } from '@ringfence/db/testing/admin'
import { asOwner, type TestDatabase, testDatabase } from '@ringfence/db/testing/database'
import { passwords } from './auth/passwords'

const COMMAND = join(import.meta.dir, 'password.ts')

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const run = (...args: string[]) => runWith({}, ...args)

const runWith = async (more: Record<string, string>, ...args: string[]) => {
  const env = { ...more, PATH: process.env.PATH ?? '', DATABASE_URL: it.url, SECRETS_KEYS: it.keyRing }
  const child = Bun.spawn([process.execPath, COMMAND, ...args], { env, stdout: 'pipe', stderr: 'pipe' })
  const [printed, complaint] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { printed, complaint, status: await child.exited }
}

const stored = async (email: string) => {
  const [row] = await asOwner(
    it.url,
    sql => sql<[{ hash: string; factor: boolean; kept: boolean }]>`
      select a.password_hash as hash, a.second_factor as factor,
        exists (select from second_factors f where f.admin_id = a.id) as kept
      from admins a
      where a.email = ${email}`,
  )
  return row
}

const enrolled = async () => {
  const { id, email } = await mintAdmin(it.url)
  await asOwner(it.url, sql => sql`insert into second_factors (admin_id, secret_sealed) values (${id}, '')`)
  await asOwner(it.url, sql => sql`update admins set second_factor = true where id = ${id}`)
  return email
}

describe('bun run password', () => {
  test('prints a new password once, which is right from then on', async () => {
    const { email } = await mintAdmin(it.url)
    const { printed, status } = await run(email.toUpperCase())
    const [, password = ''] = / is (\S+) \(not shown again\)\.\n$/.exec(printed) ?? []
    expect(status).toBe(0)
    expect(await (await passwords()).verify(password, (await stored(email)).hash)).toBe(true)
  })

  test('leaves a second factor, and says how it is removed', async () => {
    const email = await enrolled()
    const { printed, status } = await run(email)
    expect([status, printed]).toEqual([0, expect.stringContaining('who lost it adds --reset-second-factor.')])
    expect(await stored(email)).toMatchObject({ factor: true, kept: true })
  })

  test('removes it when it is told to, and the trail says so', async () => {
    const email = await enrolled()
    const { printed, status } = await run(email, '--reset-second-factor')
    expect([status, printed]).toEqual([0, expect.stringContaining('The second factor is removed.')])
    expect(await stored(email)).toMatchObject({ factor: false, kept: false })
    const [row] = await asOwner(
      it.url,
      sql => sql<[{ actions: string[] }]>`
        select json_agg(a.action order by a.id) as actions
        from audit a
        join admins m on m.id = a.target_id
        where m.email = ${email} and a.actor = 'command line'`,
    )
    expect(row.actions).toEqual(['admin.second_factor_removed', 'admin.password_changed'])
  })

  test('lifts the locks of that admin, and says when he cannot sign in all the same', async () => {
    const { email, id } = await mintAdmin(it.url)
    const attempts = loginAttempts(it.db.pool)
    for (let attempt = 0; attempt < 6; attempt++) {
      await attempts.reserve(email, '192.0.2.1')
      await attempts.reserveCode(email)
    }
    expect((await run(email)).printed).not.toContain('disabled')
    expect(await attempts.reserve(email, '192.0.2.1')).toMatchObject({ refused: false })
    expect(await attempts.reserveCode(email)).toMatchObject({ refused: false })
    await asOwner(it.url, sql => sql`update admins set status = 'disabled' where id = ${id}`)
    expect((await run(email)).printed).toContain('The admin is disabled')
  })

  test('is not stopped by an ADMIN_PASSWORD that is too easy', async () => {
    const { email } = await mintAdmin(it.url)
    expect((await runWith({ ADMIN_PASSWORD: 'password1234' }, email)).status).toBe(0)
  })

  test('does nothing for nobody, and nothing with words that it does not know', async () => {
    expect((await run('nobody@ringfence.example')).status).toBe(1)
    expect((await run()).status).toBe(2)
    expect((await run('a@b', '--force')).complaint).toContain('[--reset-second-factor]')
  })
})
