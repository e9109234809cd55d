import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { MarkLevel } from '@lightwell/documents/mark'
import { Line } from '@lightwell/http/line'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import type { TermKind } from '@lightwell/regimes/term'
import { faults } from '../dispute-errors.ts'
import type { DeclaredMarking, RecordMark } from './marking.ts'
import { claimedLevel, lowestFirst } from './may-classify.ts'
import type { Outcome } from './outcome.ts'
import type { Ruling } from './referral.ts'

/** What an applicant says against a part of his answer that was withheld as a state secret. */
export const DisputeBody = Type.Object({
  part: Type.Integer({ minimum: 1, maximum: 1_000, description: 'The number of the part in the answer.' }),
  words: { ...Line(2_000), description: 'Why it is no state secret. Read by the agency and the body that rules, and by nobody else.' },
}, { additionalProperties: false })
export type DisputeBody = Static<typeof DisputeBody>

/** A part of an answer as far as a dispute asks. */
export type DisputedPart = Readonly<{ number: number, outcome: Outcome, grounds: readonly string[] }>

/** What is wrong with a dispute apart from its schema, which it may not fit. `part` is the one that it names, where there is one. */
export function disputeFaults (
  { part: number, words }: Partial<DisputeBody>, part: DisputedPart | undefined, regime: Regime,
): FieldFault[] {
  return [
    ...typeof words === 'string' ? outgoingFaults(words, '/words') : [],
    ...typeof number === 'number' && part === undefined ? [faults.unknownPart('/part')] : [],
    ...part !== undefined && !isWithheldAsSecret(part, regime) ? [faults.notWithheldAsSecret('/part')] : [],
  ]
}

/** Whether something of a part was withheld on a ground that stands on a classification, wholly or as words taken out. */
export function isWithheldAsSecret ({ outcome, grounds }: DisputedPart, regime: Regime): boolean {
  return outcome !== 'disclose' && grounds.some((code) => regime.grounds[code]?.needsClassification === true)
}

/** In which terms a part of an answer of that day can be contested. */
export function windowsOfPart ({ grounds }: DisputedPart, regime: Regime, issuedOn: Day): TermKind[] {
  return remediesOf([{ grounds }], regime, issuedOn).flatMap(({ opens = [] }) => opens)
}

/** The level that a disputed record is said to have: the highest that its marks claim, found or declared. */
export function levelInDispute (marks: readonly RecordMark[], declared: DeclaredMarking | null): MarkLevel {
  const found = claimedLevel(marks)
  const said = declared === null || declared.level === 'internal' ? found : declared.level
  return lowestFirst.indexOf(said) > lowestFirst.indexOf(found) ? said : found
}

/** How a dispute ends by the rulings on its records; undefined while one is awaited. One that is no secret is enough to decide anew. */
export function disputeOutcome (rulings: readonly (Ruling | undefined)[]): 'upheld' | 'overturned' | undefined {
  if (rulings.includes(undefined)) return undefined
  return rulings.includes('open') ? 'overturned' : 'upheld'
}
