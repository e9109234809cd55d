import { countyRule } from './county-rule.ts'
import { order711 } from './order-711.ts'
import type { Regime } from './regime.ts'
import { inherit, wholeRegime } from './resolve.ts'

const national = wholeRegime(order711)
const county = inherit(countyRule, national)

/** Every regime that ships, in its newest version. */
export const regimes: readonly Regime[] = Object.freeze([national, county])

const byName = new Map(regimes.flatMap((regime) => [[regime.id, regime], [regime.version, regime]] as const))

/** A regime, whole and frozen, by its id (newest version) or its full version (`county@1`). */
export function findRegime (id: string): Regime | undefined {
  return byName.get(id)
}
