import type { TenantInput } from '@ringfence/domain/tenant'
import { companyName } from './names'
import { random } from './random'

/** How many rows of each kind to make. The same seed makes the same rows. */
export type Amounts = {
  tenants: number
  extensions: number
  devices: number
  queues: number
  cdrs: number
  seed: number
}

export type PlannedTenant = {
  row: TenantInput
  /** How many extensions it gets, and how many the tenants before it get together. */
  size: number
  offset: number
  /** The first of its extension numbers; the others follow it one by one. */
  firstNumber: number
}

/** Which numbers a random stream of its own makes. */
export const STREAMS = { tenant: 1, extension: 2, secret: 3, device: 4, queue: 5, cdr: 6, caller: 7, size: 8 }

const LEAST_NUMBER = 1000
const ZONES = [
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Paris',
  'Europe/Warsaw',
  'America/New_York',
  'Asia/Tokyo',
] as const

/** Tenants of very different sizes, together exactly as many extensions as were asked for, each with room for more. */
export const planTenants = ({ tenants, extensions, seed }: Amounts): PlannedTenant[] => {
  const weights = Array.from(
    { length: tenants },
    (_, index) => 1 / (1 + random(seed, STREAMS.size, index).below(tenants)),
  )
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let offset = 0
  let weighed = 0
  return weights.map((weight, index) => {
    weighed += weight
    const end = index === tenants - 1 ? extensions : Math.round((weighed / whole) * extensions)
    const planned = planTenant(seed, index, offset, end - offset)
    offset = end
    return planned
  })
}

/** The number of the tenant's extension at `index`, from 0. */
export const extensionNumber = ({ firstNumber }: PlannedTenant, index: number): string => String(firstNumber + index)

const planTenant = (seed: number, index: number, offset: number, size: number): PlannedTenant => {
  const chance = random(seed, STREAMS.tenant, index)
  const name = companyName(chance)
  const slug = `${name.toLowerCase().replace(' ', '-')}-${seed}-${index + 1}`
  const row: TenantInput = {
    name,
    slug,
    domain: `${slug}.sip.example`,
    status: chance.chance(0.02) ? 'suspended' : 'active',
    timezone: chance.pick(ZONES),
    max_extensions: roomFor(size),
    settings: null,
  }
  return { row, size, offset, firstNumber: firstNumberOf(size) }
}

/** A quarter more, rounded up to what a price list would have. */
const roomFor = (size: number): number => {
  const wanted = Math.max(10, size * 1.25)
  const step = 10 ** Math.floor(Math.log10(wanted))
  return Math.ceil(wanted / step) * step
}

/** As many digits as make all numbers equally long: 1000 to 9999, 10000 to 99999 and so on. */
const firstNumberOf = (size: number): number => {
  let first = LEAST_NUMBER
  while (size > first * 9) first *= 10
  return first
}
