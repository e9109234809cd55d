import { Type, type Static } from '@sinclair/typebox'
import type { Language } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import type { Regime } from '@lightwell/regimes/regime'
import { sourceText } from '@lightwell/regimes/source-text'
import type { Clock } from '../rules/fold-clock.ts'

/** The time that a clock gives, in the unit of its law, and where that stands. */
export const PresentedLimit = Type.Object({
  // What all the lengths here are in, whatever their names.
  unit: listed(['working_days', 'calendar_days', 'months']),
  workingDays: Type.Integer({ description: 'The limit that holds, with what extends it' }),
  extendedWorkingDays: Type.Integer(),
  deferredWorkingDays: Type.Integer({ description: 'By which the answer to an excessive number was put off' }),
  mostWorkingDays: Type.Integer(),
  article: Type.String(),
})
export type PresentedLimit = Static<typeof PresentedLimit>

/** Writes the limit of a clock as it is sent. */
export function presentLimit ({ limit }: Regime, clock: Clock, language: Language): PresentedLimit {
  const { deferredWorkingDays } = clock
  const extendedWorkingDays = clock.extendedWorkingDays - deferredWorkingDays
  const own = clock.acknowledged ? limit.afterAcknowledgement : limit.base
  return {
    unit: limit.unit.value,
    workingDays: (own.value ?? limit.base.value) + clock.extendedWorkingDays,
    extendedWorkingDays,
    deferredWorkingDays,
    mostWorkingDays: limit.extendedTotal.value,
    article: sourceText(extendedWorkingDays > 0 ? limit.extendedTotal : own, language),
  }
}
