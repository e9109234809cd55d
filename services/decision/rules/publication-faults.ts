import type { Day } from '@lightwell/calendar/day'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { categoriesOf } from '@lightwell/regimes/categories-of'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import type { PublicationBody } from './publication-body.ts'

/** What a publication is held against. `promotable`: whether the request it names was answered by this agency. */
export type PublicationContext = { regime: Regime, today: Day, promotable: boolean }

/** What is wrong with a publication apart from its schema, which it may not fit. */
export function publicationFaults (
  body: Partial<PublicationBody>, { regime, today, promotable }: PublicationContext,
): FieldFault[] {
  const { category, form, madeOn, openness, opennessReason, requestId } = body
  const isCategory = categoriesOf(regime).some(({ code }) => code === category)
  const isForm = form === undefined || Object.hasOwn(regime.codes.forms.value, form)
  const isReasoned = openness === undefined || openness === 'proactive' || opennessReason !== undefined
  return [
    ...(['title', 'summary', 'column'] as const).flatMap((field) => {
      const words: unknown = body[field]
      return typeof words === 'string' ? outgoingFaults(words, `/${field}`) : []
    }),
    ...category === undefined || isCategory ? [] : [faults.unknownCategory('/category')],
    ...isForm ? [] : [faults.unknownForm('/form')],
    ...isReasoned ? [] : [faults.fieldRequired('/opennessReason')],
    ...madeOn !== undefined && madeOn > today ? [faults.inTheFuture('/madeOn')] : [],
    ...requestId === undefined || promotable ? [] : [faults.notAnsweredHere('/requestId')],
  ]
}
