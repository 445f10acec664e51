import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createRingfence, type Ringfence } from '@ringfence/client/ringfence'
import { signIn } from '@ringfence/client/sign-in'
import { type Home, makeHome, objects } from './testing/command'
import { makeTenant } from './testing/rows'
import { ADMIN, startServer, type TestServer } from './testing/server'

let server: TestServer
let home: Home
let ringfence: Ringfence

beforeAll(async () => {
  server = await startServer()
  home = makeHome()
  await home.signIn(server.url)
  const { cookie } = await signIn({ url: server.url }, ADMIN)
  ringfence = createRingfence({ url: server.url, credential: { cookie } })
})
afterAll(async () => {
  home.remove()
  await server.close()
})

/** A tenant with one extension, a device of it, a queue with it as its agent, and a call of it. */
const office = async () => {
  const { id: tenant_id, slug } = await makeTenant(server)
  const active = { tenant_id, status: 'active' }
  const extension = await ringfence.POST('/api/extensions', {
    body: { ...active, extension_number: '7001', display_name: 'Reception', secret: 'T7vqPz3mXw8KdRy4HnJc2bFs' },
  })
  const extension_id = extension.data.data.id
  const device = await ringfence.POST('/api/devices', { body: { extension_id, label: 'Front desk', vendor: 'Snom' } })
  const queue = await ringfence.POST('/api/queues', {
    body: { ...active, name: 'Sales', queue_number: '8001', strategy: 'ringall', timeout: 30 },
  })
  const queue_id = queue.data.data.id
  const agent = await ringfence.POST('/api/queue-agents', { body: { queue_id, extension_id, status: 'active' } })
  await ringfence.POST('/api/cdrs', {
    body: {
      ...{ tenant_id, extension_id, caller_number: '+4930123456', destination_number: '7001', direction: 'inbound' },
      ...{
        disposition: 'answered',
        duration_seconds: 63,
        bill_seconds: 60,
        cost: 0.042,
        started_at: '2026-11-23T21:00:00Z',
      },
    },
  })
  return { slug, extension_id, device_id: device.data.data.id, queue_id, agent_id: agent.data.data.id }
}

test('devices, queues, their agents and calls are listed and shown, as a table and as the API has them', async () => {
  const { slug, extension_id, device_id, queue_id, agent_id } = await office()
  const tables: [string[], string][] = [
    [['devices', 'list', '--extension', `7001@${slug}`], `${device_id}\tFront desk\t\tSnom\tno\t\n`],
    [['queues', 'list', '--tenant', slug], `${queue_id}\t8001\tSales\tringall\t30\tactive\n`],
    [['queue-agents', 'list', '--queue', String(queue_id)], `${agent_id}\t${queue_id}\t${extension_id}\t0\tactive\n`],
    [
      ['cdrs', 'list', '--tenant', slug, '--direction', 'inbound'],
      '2026-11-23T21:00:00.000000Z\t+4930123456\t7001\tinbound\tanswered\t63\t0.042\n',
    ],
  ]
  for (const [args, row] of tables) {
    const { status, out } = await home.run(args)
    expect([status, out.split('\n').slice(1).join('\n')]).toEqual([0, row])
    expect(objects((await home.run([...args, '--json'])).out)).toHaveLength(1)
  }
  expect((await home.run(['devices', 'show', String(device_id)])).out).toContain('\nextension\t7001\nversion\t1\n')
  expect((await home.run(['queues', 'show', String(queue_id)])).out).toContain('\nAgents\nID\tQUEUE\t')
  expect((await home.run(['queue-agents', 'show', String(agent_id)])).out).toContain('\nqueue\t8001\nextension\t7001\n')
  const shown = await home.run(['extensions', 'show', `7001@${slug}`])
  for (const title of ['Devices', 'Queues', 'Newest calls']) expect(shown.out).toContain(`\n\n${title}\n`)
})

test('--json of one is the data of the API', async () => {
  const { queue_id } = await office()
  const { data } = await ringfence.GET('/api/queues/{id}', { params: { path: { id: queue_id } } })
  expect(JSON.parse((await home.run(['queues', 'show', String(queue_id), '--json'])).out)).toEqual(data.data)
})

test('filters leave out what they must, and a wrong one is named', async () => {
  const { slug } = await office()
  expect(
    objects((await home.run(['cdrs', 'list', '--tenant', slug, '--direction', 'outbound', '--json'])).out),
  ).toEqual([])
  expect(
    objects((await home.run(['cdrs', 'list', '--tenant', slug, '--from', '2026-11-24T00:00:00Z', '--json'])).out),
  ).toEqual([])
  const { status, error } = await home.run(['cdrs', 'list', '--from', 'yesterday'])
  expect([status, error]).toEqual([1, expect.stringContaining('\n  from: ')])
})
