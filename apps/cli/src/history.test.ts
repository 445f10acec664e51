import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Home, makeHome, objects } from './testing/command'
import { makeTenant } from './testing/rows'
import { ADMIN, startServer, type TestServer } from './testing/server'

let server: TestServer
let home: Home

beforeAll(async () => {
  server = await startServer()
  home = makeHome()
  await home.signIn(server.url)
})
afterAll(async () => {
  home.remove()
  await server.close()
})

const create = async (tenant: string, number: string): Promise<{ id: number; secret: string }> =>
  JSON.parse(
    (await home.run(['extensions', 'create', '--tenant', tenant, '--number', number, '--name', 'Reception', '--json']))
      .out,
  )

describe('audit', () => {
  test('it tells who did what, field by field, and of secrets only that they changed', async () => {
    const { slug } = await makeTenant(server)
    const { id, secret } = await create(slug, '7001')
    await home.run(['extensions', 'update', String(id), '--name', 'Front desk'])
    const rotated = await home.run(['extensions', 'secret', 'rotate', String(id), '--yes', '--json'])

    const updated = await home.run(['audit', '--tenant', slug, '--action', 'extension.updated'])
    const cells = updated.out.trimEnd().split('\n')[1]?.split('\t')
    expect(updated.out).toStartWith('AT\tACTOR\tACTION\tID\tCHANGES\tADDRESS\n')
    expect(cells?.slice(1, 5)).toEqual([
      ADMIN.email,
      'extension.updated',
      String(id),
      'display_name: Reception → Front desk',
    ])

    const all = await home.run(['audit', '--tenant', slug, '--all', '--json'])
    expect(objects(all.out).length).toBeGreaterThanOrEqual(3)
    for (const value of [secret, JSON.parse(rotated.out).secret]) expect(all.out).not.toContain(value)
  })

  test('a filter that is wrong is named', async () => {
    const { status, error } = await home.run(['audit', '--from', 'yesterday'])
    expect([status, error]).toEqual([1, expect.stringContaining('\n  from: ')])
  })
})

test('the history of an extension goes on after its end, and restoring brings it back with its secret', async () => {
  const { slug } = await makeTenant(server)
  const { id, secret } = await create(slug, '7001')
  await home.run(['extensions', 'delete', `7001@${slug}`, '--yes'])

  const history = objects((await home.run(['extensions', 'history', String(id), '--json'])).out)
  expect(history.map(entry => entry.action)).toEqual(['extension.deleted', 'extension.created'])

  const deleted = objects((await home.run(['extensions', 'list', '--tenant', slug, '--deleted', '--json'])).out)
  expect(deleted.map(row => row.id)).toEqual([id])

  const restored = await home.run(['extensions', 'restore', `7001@${slug}`, '--json'])
  expect(JSON.parse(restored.out)).toMatchObject({ id, extension_number: '7001' })
  expect((await home.run(['extensions', 'secret', 'reveal', `7001@${slug}`])).out).toBe(`secret\t${secret}\n`)

  const again = await home.run(['extensions', 'restore', `7001@${slug}`])
  const fix = `There is no deleted extension 7001@${slug}: "ringfence extensions list --tenant ${slug} --deleted" shows them.\n`
  expect([again.status, again.error]).toEqual([1, fix])
})

test('free numbers are a number a line, or ranges of them', async () => {
  const { slug } = await makeTenant(server)
  await create(slug, '1001')
  const words = ['tenants', 'free-numbers', slug, '--from', '1000', '--to', '1009']
  expect((await home.run([...words, '--limit', '3'])).out).toBe('1000\n1002\n1003\n')
  expect((await home.run([...words, '--ranges'])).out).toBe('FROM\tTO\tCOUNT\n1000\t1000\t1\n1002\t1009\t8\n')
  expect(JSON.parse((await home.run([...words, '--limit', '1', '--json'])).out).numbers).toEqual(['1000'])
  const { status, error } = await home.run(['tenants', 'free-numbers', slug, '--from', '1000', '--to', '99'])
  expect([status, error]).toEqual([1, expect.stringContaining('\n  ')])
})
