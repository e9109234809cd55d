import type { Day } from '@lightwell/calendar/day'
import type { Regime } from '@lightwell/regimes/regime'
import { regimeInForce } from '@lightwell/regimes/regimes'
import type { Agency } from './store/agencies.ts'

/**
 * The regime that an agency answers under, in the version in force on a day: a request keeps that of the day of its receipt.
 * Null where the agency takes no requests. Throws when its row names an unknown regime.
 */
export function regimeOf (agency: Agency, day: Day): Regime | null {
  if (agency.regimeId === null) return null
  const regime = regimeInForce(agency.regimeId, day)
  if (regime === undefined) throw new Error(`The agency ${agency.code} names the unknown regime ${agency.regimeId}`)
  return regime
}
