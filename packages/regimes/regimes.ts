import type { Day } from '@lightwell/calendar/day'
import { bcFoippa } from './bc-foippa.ts'
import { caAtia } from './ca-atia.ts'
import { countyRule } from './county-rule.ts'
import { deIfg } from './de-ifg.ts'
import { foisa } from './foisa.ts'
import { nyFoil } from './ny-foil.ts'
import { order711 } from './order-711.ts'
import type { Regime } from './regime.ts'
import { ukFoia } from './uk-foia.ts'
import { usFoia } from './us-foia.ts'
import { versionInForce, versionsOf, wasInForce, wholeVersions } from './versions.ts'

/** Every version of every regime that ships, whole and frozen. A version that has shipped stays: requests keep it. */
export const regimes: readonly Regime[] = wholeVersions(
  [order711, ukFoia, usFoia, foisa, nyFoil, deIfg, caAtia, bcFoippa],
  [countyRule],
)

const byName = new Map(regimes.flatMap(({ id, version }) => {
  const newest = versionsOf(regimes, id).at(-1) as Regime
  return [[id, newest], [version, regimes.find((regime) => regime.version === version) as Regime]] as const
}))

/** A regime by its id (the newest version, be it in force yet or not) or its full version (`county@1`). */
export function findRegime (id: string): Regime | undefined {
  return byName.get(id)
}

/** The version of a regime that a request keeps: the one in force on the day of its receipt. Undefined for no regime's id. */
export function regimeInForce (id: string, day: Day): Regime | undefined {
  return versionInForce(regimes, id, day)
}

/** Whether a version of a regime is the one in force on a day, and so was the law that it falls under. */
export function isInForce (regime: Regime, day: Day): boolean {
  return regimeInForce(regime.id, day)?.version === regime.version && wasInForce(regimes, regime, day)
}
