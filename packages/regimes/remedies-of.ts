import type { Day } from '@lightwell/calendar/day'
import type { Remedy, RemedyCode } from './ground.ts'
import type { Regime } from './regime.ts'
import { remedyOn } from './remedy-on.ts'

/**
 * The remedies that an answer of that day must name, each once: those its grounds ask for, and the ordinary one for what
 * is disclosed, since it may not be what was asked.
 */
export function remediesOf (parts: readonly { grounds: readonly string[] }[], regime: Regime, issuedOn: Day): Remedy[] {
  const codes = parts.flatMap(({ grounds }): RemedyCode[] => grounds.length === 0
    ? [regime.ordinaryRemedy]
    : grounds.flatMap((code) => regime.grounds[code]?.remedy ?? []))
  return [...new Set([...new Set(codes)].toSorted().map((code) => remedyOn(regime, code, issuedOn)))]
}
