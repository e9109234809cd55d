import type { Day } from '@lightwell/calendar/day'
import type { Remedy, RemedyCode } from './ground.ts'
import type { Regime } from './regime.ts'
import { remedyOn } from './remedy-on.ts'

/** A remedy, and the numbers of the parts of an answer that it is for. */
export type RemedyOfParts = Remedy & Readonly<{ parts: readonly number[] }>

/**
 * The remedies that an answer of that day must name, each once with its parts: those their grounds ask for, and the ordinary
 * one for what is disclosed, since it may not be what was asked.
 */
export function remediesOf (parts: readonly { grounds: readonly string[] }[], regime: Regime, issuedOn: Day): RemedyOfParts[] {
  const asked = parts.flatMap(({ grounds }, at) => codesOf(grounds, regime).map((code) => ({ code, part: at + 1 })))
  // Before a law came into force two codes may lead to one remedy.
  const found = Map.groupBy(asked.toSorted((one, other) => one.code < other.code ? -1 : 1), ({ code }) => remedyOn(regime, code, issuedOn))
  return [...found].map(([remedy, of]) => ({
    ...remedy, parts: [...new Set(of.map(({ part }) => part))].toSorted((one, other) => one - other),
  }))
}

function codesOf (grounds: readonly string[], regime: Regime): RemedyCode[] {
  return grounds.length === 0 ? [regime.ordinaryRemedy] : grounds.flatMap((code) => regime.grounds[code]?.remedy ?? [])
}
