import type { Day } from '@lightwell/calendar/day'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import type { Regime } from '@lightwell/regimes/regime'
import type { TermKind } from '@lightwell/regimes/term'

/** What a paper that ends a request tells: of a decision its grounds, part by part. */
export type Told =
  | { kind: 'decision', parts: readonly { grounds: readonly string[] }[] }
  | { kind: 'correction' }
  | { kind: 'lapse', groundCode: 'clarification_lapsed' | 'fee_unpaid' }

/** The windows that open when a paper of that day reaches the applicant: those of the remedies that it names. */
export function windowsOf (told: Told, regime: Regime, issuedOn: Day): TermKind[] {
  const remedies = told.kind === 'correction'
    ? [remedyOn(regime, regime.correction.remedy, issuedOn)]
    : remediesOf(told.kind === 'lapse' ? [{ grounds: [told.groundCode] }] : told.parts, regime, issuedOn)
  return [...new Set(remedies.flatMap(({ opens = [] }) => opens))]
}

/**
 * What is looked at again after a decision: whatever was withheld (条例第十八条), and sooner what was withheld on a ground
 * that ends with the matter it protects (细则第六条第四项).
 */
export function reviewsOf (parts: readonly { grounds: readonly string[] }[], regime: Regime): TermKind[] {
  const grounds = parts.flatMap((part) => part.grounds.flatMap((code) => regime.grounds[code] ?? []))
  return [
    ...grounds.some(({ family }) => family === 'withheld') ? ['reassessment' as const] : [],
    ...grounds.some(({ temporary }) => temporary === true) ? ['temporary_ground' as const] : [],
  ]
}
