import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Device } from '@ringfence/domain/device'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller } from '../testing/call'
import { startTestServer, type TestServer } from '../testing/server'
import { make, makeWorld, type World } from '../testing/world'

let server: TestServer
let owner: Call
let world: World
beforeAll(async () => {
  server = await startTestServer()
  const cookie = await server.signIn()
  owner = documentedCaller(server, cookie)
  world = await makeWorld(server, cookie)
})
afterAll(() => server.close())

describe('a registration is ended', () => {
  const registered = async () => {
    const desk = await make(world, 'device')
    await asOwner(
      server.ownerUrl,
      sql =>
        sql`update devices set registered_at = now(), expires_at = now() + interval '1 hour' where id = ${desk.id}`,
    )
    return desk
  }
  const end = (call: Call, id: number) => call('DELETE', `/api/devices/${id}/registration`)

  test('and its device is offline, with the deed in the trail', async () => {
    const { id } = await registered()
    expect((await owner<Device>('GET', `/api/devices/${id}`)).body.data.online).toBe(true)
    const answer = await end(owner, id)
    expect([answer.status, answer.text]).toEqual([200, '{"message":"Device registration deleted successfully."}'])
    expect((await owner<Device>('GET', `/api/devices/${id}`)).body.data.online).toBe(false)
    const trail = await asOwner(
      server.ownerUrl,
      sql => sql`select actor from audit where target_id = ${id} and action = 'device.thrown_off'`,
    )
    expect([...trail]).toEqual([{ actor: server.admin.email }])
  })

  test('by nobody of another tenant, and by no viewer', async () => {
    const { id } = await registered()
    const stranger = await makeAdmin(server, { role: 'tenant', tenantId: (await server.tenant()).id })
    const foreign = await end(documentedCaller(server, await signInAs(server, stranger)), id)
    expect([foreign.status, foreign.text]).toEqual([404, (await end(owner, 999_999_999)).text])
    const viewer = documentedCaller(server, await signInAs(server, await makeAdmin(server, { role: 'viewer' })))
    expect((await end(viewer, id)).status).toBe(403)
    expect((await end(owner, 0)).status).toBe(404)
    expect((await owner<Device>('GET', `/api/devices/${id}`)).body.data.online).toBe(true)
  })
})
