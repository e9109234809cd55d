import type { Day } from '@lightwell/calendar/day'
import type { Remedy, RemedyCode } from './ground.ts'
import type { Regime } from './regime.ts'

/**
 * The remedy that a decision of that day must name, after the dates from which each remedy is in force. Throws for one that
 * the regime does not have.
 */
export function remedyOn (regime: Regime, code: RemedyCode, issuedOn: Day): Remedy {
  const setting = regime.remedies[code]
  if (setting === undefined) throw new Error(`${regime.version} has no remedy ${code}`)
  const remedy: Remedy = setting.value
  if (remedy.inForceFrom === undefined || remedy.before === undefined) return remedy
  return issuedOn < remedy.inForceFrom ? remedyOn(regime, remedy.before, issuedOn) : remedy
}
