import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import { isSealed } from '../rules/sealed.ts'
import type { StoredRecord } from '../store/records.ts'
import type { Destruction, ManualCheck, Unsealing } from '../store/seals.ts'

/** The seal of a record, and what people found about it. Words and references are null for who has no say in it. */
export const SealView = Type.Object({
  sealed: Type.Boolean(),
  sealedAt: nullable(Type.String()),
  manualCheck: nullable(Type.Object({
    sha256: Type.String(),
    pages: Type.Integer(),
    finding: Type.String({ description: 'clean or marked' }),
    opinion: nullable(Type.String()),
    checkedBy: Type.String(),
    checkedAt: Type.String(),
  })),
  unsealing: nullable(Type.Object({
    foundBy: Type.String(),
    foundAt: Type.String(),
    reason: nullable(Type.String()),
    confirmedBy: nullable(Type.String()),
    confirmedAt: nullable(Type.String()),
    confirmation: nullable(Type.String()),
  })),
  destruction: nullable(Type.Object({
    level: Type.String(),
    period: nullable(Type.String()),
    carrierNumber: nullable(Type.String()),
    classifier: nullable(Type.String()),
    reason: nullable(Type.String()),
    orderedBy: Type.String(),
    destroyedAt: Type.String(),
    keyGoneAt: nullable(Type.String({ description: 'From when no copy of the bytes can be opened any more, back-ups included.' })),
  })),
})
export type SealView = Static<typeof SealView>

/** What is on record about the seal of a record. */
export type SealFacts = {
  record: StoredRecord, manualCheck: ManualCheck | undefined, unsealing: Unsealing | undefined, destruction: Destruction | undefined
}

/** A seal as staff see it, with or without the words of those who have a say in it. */
export function presentSeal ({ record, manualCheck, unsealing, destruction }: SealFacts, { words }: { words: boolean }): SealView {
  const told = (text: string | null): string | null => words ? text : null
  return {
    sealed: isSealed(record), sealedAt: timeOf(record.sealedAt),
    manualCheck: manualCheck === undefined ? null : {
      sha256: manualCheck.sha256, pages: manualCheck.pages, finding: manualCheck.finding, opinion: told(manualCheck.opinion),
      checkedBy: manualCheck.checkerId, checkedAt: manualCheck.checkedAt.toISOString(),
    },
    unsealing: unsealing === undefined ? null : {
      foundBy: unsealing.foundBy, foundAt: unsealing.foundAt.toISOString(), reason: told(unsealing.reason),
      confirmedBy: unsealing.confirmedBy, confirmedAt: timeOf(unsealing.confirmedAt), confirmation: told(unsealing.confirmation),
    },
    destruction: destruction === undefined ? null : {
      level: destruction.level, period: destruction.period, carrierNumber: told(destruction.carrierNumber),
      classifier: told(destruction.classifier), reason: told(destruction.reason), orderedBy: destruction.orderedBy,
      destroyedAt: destruction.destroyedAt.toISOString(), keyGoneAt: timeOf(destruction.keyGoneAt),
    },
  }
}

function timeOf (at: Date | null): string | null {
  return at?.toISOString() ?? null
}
