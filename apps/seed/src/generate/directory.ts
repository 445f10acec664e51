import type { PlannedTenant } from './plan'

export type StoredTenant = PlannedTenant & { id: number }

/** The extension at `index` of its tenant; its id is 0 until it is stored. */
export type Member = { tenant: StoredTenant; index: number; extensionId: number }

/** Every extension by its place among those of all tenants, one tenant's after another's: eight bytes each. */
export type Directory = {
  /** The tenants that have extensions. */
  staffed: StoredTenant[]
  at(place: number): Member
  keep(places: number[], ids: number[]): void
}

export const openDirectory = (tenants: StoredTenant[]): Directory => {
  const staffed = tenants.filter(({ size }) => size > 0)
  const last = staffed.at(-1)
  const ids = new Float64Array(last ? last.offset + last.size : 0)
  return {
    staffed,
    at(place) {
      const tenant = tenantAt(staffed, place)
      return { tenant, index: place - tenant.offset, extensionId: ids[place] ?? 0 }
    },
    keep(places, stored) {
      for (const [index, place] of places.entries()) ids[place] = stored[index] ?? 0
    },
  }
}

/** By halving: a million calls ask a million times. */
const tenantAt = (tenants: StoredTenant[], place: number): StoredTenant => {
  let from = 0
  let to = tenants.length - 1
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    if ((tenants[middle]?.offset ?? 0) <= place) from = middle
    else to = middle - 1
  }
  const tenant = tenants[from]
  if (!tenant) throw new RangeError('There are no extensions.')
  return tenant
}
