import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { asOwner } from '@ringfence/db/testing/database'
import type { Device } from '@ringfence/domain/device'
import type { ProvisioningLink } from '@ringfence/domain/provisioning'
import { openLog } from '../log'
import { makeAdmin, signInAs } from '../testing/admins'
import { type Call, documentedCaller, times } from '../testing/call'
import { makeExtension, SECRET } from '../testing/samples'
import { startTestServer, type TestServer } from '../testing/server'

let server: TestServer
let owner: Call
let tenant: { id: number; domain: string }
const log: string[] = []
beforeAll(async () => {
  const proxies = new Set(['127.0.0.1'])
  server = await startTestServer({
    overrides: { log: openLog('debug', line => void log.push(line)), trustedProxies: proxies },
  })
  owner = documentedCaller(server, await server.signIn())
  tenant = await server.tenant()
})
afterAll(() => server.close())

const MAC = '00:15:65:ab:cd:ef'
const BARE = '001565abcdef'
let number = 1000

/** A device of a new extension. */
const device = async (fields: Record<string, unknown> = {}, extension: Record<string, unknown> = {}) => {
  const { id } = await makeExtension(owner, tenant, { extension_number: `${++number}`, ...extension })
  const json = { extension_id: id, label: 'Desk', mac_address: MAC, vendor: 'Yealink', ...fields }
  return (await owner<Device>('POST', '/api/devices', { json })).body.data
}
const link = async ({ id }: { id: number }, json: Record<string, unknown> = {}) => {
  const answer = await owner<ProvisioningLink>('POST', `/api/devices/${id}/provisioning`, { json })
  expect(answer.status).toBe(201)
  return answer.body.data
}

type From = { address?: string; agent?: string; method?: string }
const fetched = async (
  { url }: { url: string },
  file: string,
  { address = '192.0.2.7', agent = 'Yealink SIP-T54W', method = 'GET' }: From = {},
) => {
  const answer = await fetch(`${url}${file}`, {
    method,
    headers: { 'x-forwarded-for': address, 'user-agent': agent },
  })
  const { status, headers } = answer
  return { status, type: headers.get('content-type'), cache: headers.get('cache-control'), text: await answer.text() }
}
const NOTHING = { status: 404, text: '{"message":"File not found.","code":"not_found"}' }
const deedsOn = async ({ id }: { id: number }) =>
  asOwner(
    server.ownerUrl,
    sql => sql<{ action: string; actor: string; address: string; after: object }[]>`
      select action, actor, address, after
      from audit
      where target = 'device' and target_id = ${id} and action like 'device.provision%'
      order by id`,
  )

describe('a phone fetches its account by its link:', () => {
  const phones: [vendor: string, file: string, type: string, holds: string][] = [
    ['Yealink', `${BARE}.cfg`, 'text/plain', `account.1.password = ${SECRET}`],
    ['Grandstream', `cfg${BARE}.xml`, 'text/xml', `<P34>${SECRET}</P34>`],
    ['Polycom', `reg-${BARE}.cfg`, 'text/xml', `reg.1.auth.password="${SECRET}"`],
    ['Snom', `${BARE}.xml`, 'text/xml', `>${SECRET}</user_pass>`],
    ['Snom', `snomD785-${BARE.toUpperCase()}.htm`, 'text/xml', `>${SECRET}</user_pass>`],
  ]
  for (const [vendor, file, type, holds] of phones)
    test(`${vendor}, ${file}`, async () => {
      const made = await link(await device({ vendor }))
      if (!file.startsWith('snomD')) expect(made.files).toEqual([`${made.url}${file}`])
      const answer = await fetched(made, file)
      expect([answer.status, answer.type, answer.cache]).toEqual([200, `${type}; charset=utf-8`, 'no-store'])
      expect(answer.text).toContain(holds)
      expect(answer.text).toContain(tenant.domain)
    })

  test('of a vendor that is not known, by the names of all', async () => {
    const made = await link(await device({ vendor: null }))
    expect(made.files).toHaveLength(4)
    expect((await fetched(made, `cfg${BARE}.xml`)).text).toContain(SECRET)
  })

  test('with the files before it, which use nothing up', async () => {
    const poly = await link(await device({ vendor: 'Poly' }))
    expect((await fetched(poly, '000000000000.cfg')).text).toContain('reg-[PHONE_MAC_ADDRESS].cfg')
    expect((await fetched(poly, `${BARE}.cfg`)).text).toContain(`reg-${BARE}.cfg`)
    expect((await fetched(poly, `reg-${BARE}.cfg`)).text).toContain(SECRET)
    const yealink = await link(await device())
    for (const file of ['y000000000108.cfg', 'y000000000000.cfg'])
      expect(await fetched(yealink, file)).toMatchObject({ status: 200, text: '#!version:1.0.0.1\n' })
    expect((await fetched(yealink, `${BARE}.cfg`)).text).toContain(SECRET)
  })

  test('with the secret that is right then, not when the link was made', async () => {
    const desk = await device()
    const made = await link(desk)
    const rotated = await owner<{ secret: string }>('POST', `/api/extensions/${desk.extension_id}/secret`)
    expect((await fetched(made, `${BARE}.cfg`)).text).toContain(rotated.body.data.secret)
  })
})

describe('a link is used once:', () => {
  test('nobody else has it, and the phone itself for two minutes more', async () => {
    const made = await link(await device())
    expect((await fetched(made, `${BARE}.cfg`)).status).toBe(200)
    expect(await fetched(made, `${BARE}.cfg`, { address: '192.0.2.8' })).toMatchObject(NOTHING)
    expect(await fetched(made, 'y000000000108.cfg', { address: '192.0.2.8' })).toMatchObject(NOTHING)
    expect((await fetched(made, `${BARE}.cfg`)).text).toContain(SECRET)
    await asOwner(
      server.ownerUrl,
      sql => sql`update provisioning_links set used_at = now() - interval '2 minutes' where id = ${made.id}`,
    )
    expect(await fetched(made, `${BARE}.cfg`)).toMatchObject(NOTHING)
  })

  test('of twenty at once from different addresses one has it', async () => {
    const made = await link(await device())
    const answers = await times(20, index => fetched(made, `${BARE}.cfg`, { address: `198.51.100.${index}` }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19)
  })

  test('not by a look at its head, which shows nothing', async () => {
    const desk = await device()
    const made = await link(desk)
    expect((await fetched(made, `${BARE}.cfg`, { method: 'HEAD', address: '192.0.2.8' })).text).toBe('')
    expect((await fetched(made, `${BARE}.cfg`)).text).toContain(SECRET)
    expect((await deedsOn(desk)).length).toBe(2)
  })

  test('every fetch is in the trail, with who it was, and neither link nor secret is', async () => {
    const desk = await device()
    const made = await link(desk)
    const agent = `Yealink\u00e9 ${'x'.repeat(300)}`
    await fetched(made, `${BARE}.cfg`, { agent })
    await fetched(made, `${BARE}.cfg`, { agent })
    const deeds = await deedsOn(desk)
    expect(deeds.map(({ action }) => action)).toEqual([
      'device.provisioning_linked',
      'device.provisioned',
      'device.provisioned',
    ])
    expect(deeds[1]).toMatchObject({ actor: 'provisioning', address: '192.0.2.7', after: { file: `${BARE}.cfg` } })
    expect(JSON.stringify(deeds[1]?.after).length).toBeWithin(255, 320)
    const token = made.url.split('/').at(-2) ?? ''
    expect(token).toMatch(/^[A-Za-z0-9]{36}$/)
    for (const kept of [JSON.stringify(deeds), log.join('\n')]) {
      expect(kept).not.toContain(token)
      expect(kept).not.toContain(SECRET)
    }
    expect(log.join('\n')).toContain('"route":"/provision/:token/:file"')
  })
})

describe('whatever is wrong looks the same:', () => {
  const wrong: Record<string, () => Promise<[link: { url: string }, file: string]>> = {
    'another MAC address': async () => [await link(await device()), '001565abcdee.cfg'],
    "another vendor's file": async () => [await link(await device()), `cfg${BARE}.xml`],
    'a file that no phone has': async () => [await link(await device()), 'secrets.txt'],
    'a way out': async () => [await link(await device()), '..%2f..%2fetc%2fpasswd'],
    'half a character': async () => [await link(await device()), '%ED%A0%80.cfg'],
    'a link that nobody made': async () => [{ url: `${server.url}/provision/${'a'.repeat(36)}/` }, `${BARE}.cfg`],
    'a link with a NUL': async () => [{ url: `${server.url}/provision/a%00/` }, `${BARE}.cfg`],
    'a link that ran out': async () => {
      const made = await link(await device(), { valid_minutes: 1 })
      await asOwner(
        server.ownerUrl,
        sql =>
          sql`update provisioning_links set created_at = now() - interval '2 minutes', expires_at = now() - interval '1 minute' where id = ${made.id}`,
      )
      return [made, `${BARE}.cfg`]
    },
    'an extension that was disabled since': async () => {
      const desk = await device()
      const made = await link(desk)
      const headers = { 'content-type': 'application/merge-patch+json' }
      await owner('PATCH', `/api/extensions/${desk.extension_id}`, { json: { status: 'disabled' }, headers })
      return [made, `${BARE}.cfg`]
    },
    'a device that was deleted since': async () => {
      const desk = await device()
      const made = await link(desk)
      await owner('DELETE', `/api/devices/${desk.id}`)
      return [made, `${BARE}.cfg`]
    },
  }
  for (const [what, attempt] of Object.entries(wrong))
    test(what, async () => {
      const [made, file] = await attempt()
      expect(await fetched(made, file)).toMatchObject(NOTHING)
    })
})

describe('a link is made', () => {
  test('for a day, unless said otherwise, and shown once', async () => {
    const desk = await device()
    const lasting = async (json: Record<string, unknown>) => {
      const { created_at, expires_at } = await link(desk, json)
      return (Date.parse(expires_at) - Date.parse(created_at)) / 60_000
    }
    expect([await lasting({}), await lasting({ valid_minutes: 1 }), await lasting({ valid_minutes: '10080' })]).toEqual(
      [1440, 1, 10_080],
    )
    for (const valid_minutes of [0, 10_081, 1.5, 'x', true])
      expect((await owner('POST', `/api/devices/${desk.id}/provisioning`, { json: { valid_minutes } })).status).toBe(
        422,
      )
  })

  test('once for one Idempotency-Key, which shows it again', async () => {
    const desk = await device()
    const options = { json: {}, headers: { 'idempotency-key': 'once' } }
    const answers = [
      await owner<ProvisioningLink>('POST', `/api/devices/${desk.id}/provisioning`, options),
      await owner<ProvisioningLink>('POST', `/api/devices/${desk.id}/provisioning`, options),
    ]
    expect(answers[1]?.text).toBe(answers[0]?.text ?? '')
    expect(answers[1]?.headers.get('idempotency-replayed')).toBe('true')
    expect((await deedsOn(desk)).length).toBe(1)
  })

  test('by no server that knows no PUBLIC_URL, as a phone never finds its localhost', async () => {
    const hidden = await startTestServer({ overrides: { publicUrl: null } })
    const its = documentedCaller(hidden, await hidden.signIn())
    const { id: extension_id } = await makeExtension(its, await hidden.tenant())
    const json = { extension_id, label: 'Desk', mac_address: MAC, vendor: 'Yealink' }
    const { id } = (await its<Device>('POST', '/api/devices', { json })).body.data
    const refused = await its('POST', `/api/devices/${id}/provisioning`, { json: {} })
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      { url: ['Set PUBLIC_URL on the server: without it no link leads a phone here.'] },
    ])
    expect(await asOwner(hidden.ownerUrl, sql => sql`select from provisioning_links`)).toHaveLength(0)
    await hidden.close()
  })

  test('for no device without a MAC address, of no extension that may not register, and for no other’s', async () => {
    const post = (call: Call, id: number) => call('POST', `/api/devices/${id}/provisioning`, { json: {} })
    const bare = await post(owner, (await device({ mac_address: null })).id)
    expect([bare.status, bare.body.errors]).toEqual([422, { mac_address: ['The device has no mac address.'] }])
    const idle = await post(owner, (await device({}, { status: 'disabled' })).id)
    expect([idle.status, Object.keys(idle.body.errors ?? {})]).toEqual([422, ['extension_id']])
    const { id } = await device()
    const stranger = await makeAdmin(server, { role: 'tenant', tenantId: (await server.tenant()).id })
    const foreign = await post(documentedCaller(server, await signInAs(server, stranger)), id)
    expect([foreign.status, foreign.text]).toEqual([404, (await post(owner, 999_999_999)).text])
    const viewer = documentedCaller(server, await signInAs(server, await makeAdmin(server, { role: 'viewer' })))
    expect((await post(viewer, id)).status).toBe(403)
  })
})
