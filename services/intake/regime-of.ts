import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import type { Agency } from './store/agencies.ts'

/** The regime an agency answers under; null where it takes no requests. Throws when its row names an unknown one. */
export function regimeOf (agency: Agency): Regime | null {
  if (agency.regimeId === null) return null
  const regime = findRegime(agency.regimeId)
  if (regime === undefined) throw new Error(`The agency ${agency.code} names the unknown regime ${agency.regimeId}`)
  return regime
}
