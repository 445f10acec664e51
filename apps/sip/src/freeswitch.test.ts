import { afterAll, beforeAll, expect, test } from 'bun:test'
import { openPlace, type Place } from '@ringfence/rig/place'
import { type Extension, openOffice } from './office'
import { type System, startSystem } from './rig'
import { runScript, type Said, type Stage } from './testing/freeswitch'
import { describeWithKamailio, tools } from './testing/kamailio'

let place: Place
let it: System
let variables: Record<string, string>
let ada: Extension
beforeAll(async () => {
  if (!tools) return
  place = openPlace('ringfence-freeswitch-')
  it = await startSystem(place)
  const { token } = await it.api.post<{ token: string }>('/api/tokens', { name: 'FreeSWITCH', role: 'engine' })
  variables = { ringfence_url: it.url, ringfence_token: token }
  ada = await (await openOffice(it.api)).extension('1001')
}, 60_000)
afterAll(() => place?.stop(), 60_000)

const DONE = '+OK flushing all registrations matching specified call_id'
const stage = (more: Partial<Stage> = {}): Stage => ({ lua: tools?.lua ?? '', variables, sofia: () => DONE, ...more })
const flushed = (said: Said[]) => said.filter(({ command }) => command === 'sofia').map(({ words }) => words)
const warnings = (said: Said[]) => said.filter(({ command }) => command === 'log').length

const registers = (callId: string, { number, domain } = ada) =>
  runScript('ringfence.lua', stage(), {
    'Event-Subclass': 'sofia::register',
    ...{ 'from-user': number, 'from-host': domain, username: number, realm: domain },
    ...{
      contact: '<sip:1001@192.0.2.10;a=%26expires%3D0>',
      'call-id': callId,
      'user-agent': "O'Phone & Co\r\n",
      expires: '300',
    },
  })

/** Runs the script that asks until it has waited once for each of `steps`, which happen while it does. */
const asks = async (steps: (() => Promise<unknown>)[], more: Partial<Stage> = {}) => {
  const left = [...steps]
  const waits = async () => {
    const step = left.shift()
    await step?.()
    return step !== undefined
  }
  return runScript('ringfence-ended.lua', stage({ ...more, waits }))
}
const again = async () => {}

describeWithKamailio("FreeSWITCH's scripts, run by Lua without it,", () => {
  test('tell of a phone that registers, whatever it calls itself', async () => {
    const said = await registers('told-1')
    expect([warnings(said), flushed(said)]).toEqual([0, []])
    expect(await ada.devices()).toMatchObject([{ user_agent: "O'Phone & Co", online: true }])
  })

  test('end what was thrown off, disabled or deleted, and nothing else', async () => {
    const office = await openOffice(it.api)
    const [bob, eve, joe] = await Promise.all(['1002', '1003', '1004'].map(number => office.extension(number)))
    if (!bob || !eve || !joe) throw new Error('not all were made')
    for (const one of [bob, eve, joe]) await registers(`call-${one.number}`, one)
    const [device] = await bob.devices()
    const said = await asks([
      () => it.api.remove(`/api/devices/${device?.id}/registration`),
      () => it.api.change(`/api/extensions/${eve.id}`, { status: 'disabled' }),
      () => it.api.remove(`/api/extensions/${joe.id}`),
      again,
    ])
    expect(new Set(flushed(said))).toEqual(
      new Set(['1002', '1003', '1004'].map(number => `profile ringfence flush_inbound_reg call-${number}`)),
    )
    expect(warnings(said)).toBe(0)
  })

  test('end again what FreeSWITCH could not end yet', async () => {
    const cleo = await (await openOffice(it.api)).extension('1005')
    await registers('call-1005', cleo)
    await it.api.remove(`/api/extensions/${cleo.id}`)
    let tried = 0
    const sofia = (words: string) =>
      words.endsWith('call-1005') && ++tried === 1 ? 'Invalid Profile [ringfence]' : DONE
    await asks([again, again], { sofia })
    expect(tried).toBeGreaterThan(1)
  })

  test('end a phone at once that registered while its extension was disabled, and run nothing that a phone wrote', async () => {
    const ivy = await (await openOffice(it.api)).extension('1006')
    await it.api.change(`/api/extensions/${ivy.id}`, { status: 'disabled' })
    expect(flushed(await registers('call-1006', ivy))).toEqual([
      `profile ringfence flush_inbound_reg 1006@${ivy.domain}`,
    ])
    for (const odd of ['1 2', '', 'x y@z', "';"])
      expect(flushed(await registers('call-odd', { ...ivy, number: odd }))).toEqual([])
  })

  test('say once that Ringfence is away or their token is none, and end nothing meanwhile', async () => {
    const zoe = await (await openOffice(it.api)).extension('1007')
    await registers('call-1007', zoe)
    const wrong = { ...variables, ringfence_url: 'http://127.0.0.1:9' }
    const away = await asks([again, again], { variables: wrong })
    expect([warnings(away), flushed(away)]).toEqual([1, []])
    const refused = await asks([again], { variables: { ...variables, ringfence_token: 'rf_none' } })
    expect([warnings(refused), flushed(refused)]).toEqual([1, []])
  })
})
