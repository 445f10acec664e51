import { expect, test } from 'bun:test'
import { admit } from '@ringfence/domain/admit'
import { CdrInput } from '@ringfence/domain/cdr'
import { DeviceInput } from '@ringfence/domain/device'
import { admitExtension, ExtensionInput } from '@ringfence/domain/extension'
import { QueueInput } from '@ringfence/domain/queue'
import { TenantInput } from '@ringfence/domain/tenant'
import { cdrRow } from './calls'
import { openDirectory } from './directory'
import { mailName } from './names'
import { type Amounts, planTenants } from './plan'
import { random } from './random'
import { deviceRow, extensionRow, queueRow } from './rows'

const SEED = 7
const amounts = (tenants: number, extensions: number): Amounts => ({
  tenants,
  extensions,
  devices: 0,
  queues: 0,
  cdrs: 0,
  seed: SEED,
})
const stored = (tenants: number, extensions: number) =>
  planTenants(amounts(tenants, extensions)).map((tenant, index) => ({ ...tenant, id: index + 1 }))

/** The part of a row that its schema speaks of. */
const partOf = (schema: { properties: object }, row: object) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in schema.properties))

test('every row keeps the rules of the domain as it stands', () => {
  const tenants = stored(9, 3000)
  const directory = openDirectory(tenants)
  for (const { row } of tenants) expect(admit(TenantInput, row)).toEqual(row)
  for (let place = 0; place < 3000; place++) {
    const member = directory.at(place)
    const extension = partOf(ExtensionInput, extensionRow(SEED, member))
    expect<object>(admitExtension(extension)).toEqual(extension)
    const device = partOf(DeviceInput, deviceRow(SEED, member, place))
    expect<object>(admit(DeviceInput, device)).toEqual(device)
    const cdr = cdrRow(SEED, member, place, 3000)
    expect(admit(CdrInput, cdr)).toEqual(cdr)
    const queue = queueRow(SEED, member.tenant, member.index, place)
    expect(admit(QueueInput, queue)).toEqual(queue)
  }
})

test('tenants share out exactly the extensions there are, whatever the numbers', () => {
  for (const [tenants, extensions] of [
    [1, 0],
    [1, 1],
    [10, 3],
    [100, 100_000],
    [5000, 5001],
    [3, 1_000_000],
  ] as const) {
    const planned = planTenants(amounts(tenants, extensions))
    expect(planned).toHaveLength(tenants)
    let offset = 0
    for (const { size, offset: own, row } of planned) {
      expect(own).toBe(offset)
      expect(size).toBeGreaterThanOrEqual(0)
      expect(row.max_extensions).toBeGreaterThan(size)
      offset += size
    }
    expect(offset).toBe(extensions)
    expect(new Set(planned.map(({ row }) => row.slug)).size).toBe(tenants)
  }
})

test('numbers are dialable, of one length in a tenant, and none twice', () => {
  for (const tenant of stored(3, 200_000)) {
    const numbers = Array.from({ length: tenant.size }, (_, index) => String(tenant.firstNumber + index))
    expect(new Set(numbers).size).toBe(tenant.size)
    expect(new Set(numbers.map(number => number.length)).size).toBe(1)
    expect(numbers[0]?.length).toBeGreaterThanOrEqual(4)
  }
})

test('calls come in the order in which they began', () => {
  const directory = openDirectory(stored(1, 10))
  const began = Array.from({ length: 2000 }, (_, place) => cdrRow(SEED, directory.at(0), place, 2000).started_at)
  expect(began).toEqual([...began].sort())
})

test('secrets follow from the seed and differ from one extension to the next', () => {
  const directory = openDirectory(stored(4, 2000))
  const secrets = (seed: number) =>
    Array.from({ length: 2000 }, (_, place) => extensionRow(seed, directory.at(place)).secret)
  expect(secrets(1)).toEqual(secrets(1))
  expect(new Set([...secrets(1), ...secrets(2)]).size).toBe(4000)
})

test('an e-mail address is spelt in plain letters, or not at all', () => {
  expect(mailName("Siobhán O'Brien")).toBe('siobhan.obrien')
  expect(mailName('Łukasz Weiß')).toBe('lukasz.weiss')
  expect(mailName('Øyvind Van Dijk')).toBe('oyvind.van.dijk')
  expect(mailName('Олена Коваленко')).toBeUndefined()
})

test('numbers that look random are spread evenly and do not depend on what was made before', () => {
  const counts = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 50_000; index++) {
    const drawn = random(SEED, 1, index).below(10)
    counts[drawn] = (counts[drawn] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 5000)).toBeLessThan(400)
  expect(random(SEED, 1, 3).bytes(8)).toEqual(random(SEED, 1, 3).bytes(8))
  expect(random(SEED, 1, 3).bytes(8)).not.toEqual(random(SEED, 2, 3).bytes(8))
})
