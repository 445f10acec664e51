import { afterAll, beforeAll, expect, test } from 'bun:test'
import { recordRefusal } from './refusals'
import { asOwner, type TestDatabase, testDatabase } from './testing/database'
import { mintTenant } from './testing/tenant'

let it: TestDatabase
beforeAll(async () => {
  it = await testDatabase()
}, 30_000)
afterAll(() => it.close())

const recorded = (tenantId: number) =>
  asOwner(
    it.url,
    sql => sql<{ action: string; target: string; actor: string; after: object }[]>`
      select action, target, actor, after
      from audit
      where tenant_id = ${tenantId}
      order by id`,
  )

test('a refusal is recorded with what was asked for, however long that is', async () => {
  const { id, scope } = await mintTenant(it.url)
  await recordRefusal(it.db, { ...scope, actor: `a-${id}` }, { method: 'POST', path: `/api/${'x'.repeat(5000)}` })
  expect([...(await recorded(id))]).toEqual([
    {
      action: 'request.refused',
      target: 'request',
      actor: `a-${id}`,
      after: { method: 'POST', path: `/api/${'x'.repeat(195)}` },
    },
  ])
})

test('of one admin it is recorded once a minute, of another beside it', async () => {
  const { id, scope } = await mintTenant(it.url)
  const refuse = (actor: string) => recordRefusal(it.db, { ...scope, actor }, { method: 'POST', path: '/api/x' })
  for (let times = 0; times < 5; times++) await refuse(`b-${id}`)
  await refuse(`c-${id}`)
  expect((await recorded(id)).map(({ actor }) => actor)).toEqual([`b-${id}`, `c-${id}`])
  await asOwner(it.url, sql => sql`update audit set at = at - interval '61 seconds' where actor = ${`b-${id}`}`)
  await refuse(`b-${id}`)
  expect(await recorded(id)).toHaveLength(3)
})
