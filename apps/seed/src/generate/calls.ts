import type { CdrInput } from '@ringfence/domain/cdr'
import type { Member, StoredTenant } from './directory'
import { extensionNumber, STREAMS } from './plan'
import { type Random, random } from './random'
import { UNTIL, YEAR_MILLISECONDS } from './rows'

/** Numbers that are kept free for stories, or look like it. */
const PREFIXES = ['+493023125', '+442079460', '+353209121', '+331990012', '+120255501'] as const
const COST_PER_SECOND = 0.0003

/** The call at `place` of `calls` in the year, in the order in which they began. Without a call id, as old exchanges report none. */
export const cdrRow = (
  seed: number,
  { tenant, index, extensionId }: Member,
  place: number,
  calls: number,
): CdrInput => {
  const chance = random(seed, STREAMS.cdr, place)
  const apart = YEAR_MILLISECONDS / calls
  const began = UNTIL - YEAR_MILLISECONDS + Math.floor(place * apart + chance.below(1000) * (apart / 1000))
  const disposition = dispositionOf(chance)
  const rang = 3 + chance.below(25)
  const talked = disposition === 'answered' ? 5 + chance.below(60) * (1 + chance.below(15)) : 0
  const { direction, caller, called } = partiesOf(chance, tenant, index)
  return {
    tenant_id: tenant.id,
    extension_id: extensionId,
    caller_number: caller,
    destination_number: called,
    direction,
    disposition,
    duration_seconds: rang + talked,
    bill_seconds: talked,
    cost: direction === 'outbound' ? Math.round(talked * COST_PER_SECOND * 10_000) / 10_000 : 0,
    started_at: new Date(began).toISOString(),
    ended_at: new Date(began + (rang + talked) * 1000).toISOString(),
    call_id: null,
  }
}

const dispositionOf = (chance: Random): string => {
  if (chance.chance(0.72)) return 'answered'
  return chance.chance(0.6) ? 'no_answer' : chance.chance(0.8) ? 'busy' : 'failed'
}

const partiesOf = (chance: Random, tenant: StoredTenant, index: number) => {
  const own = extensionNumber(tenant, index)
  const other = `${chance.pick(PREFIXES)}${String(chance.below(1000)).padStart(3, '0')}`
  if (chance.chance(0.45)) return { direction: 'inbound', caller: other, called: own }
  if (chance.chance(0.7)) return { direction: 'outbound', caller: own, called: other }
  return { direction: 'internal', caller: own, called: extensionNumber(tenant, chance.below(tenant.size)) }
}
