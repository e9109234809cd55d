import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { DayText } from '../fields.ts'

/** Where and how it was looked for, and what was found. `from` and `to` bound the papers that were looked through. */
export const SearchBody = Type.Object({
  unit: Line(200),
  place: Line(500),
  terms: Line(1_000),
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  found: Line(2_000),
  method: Type.Optional({
    ...Line(500), description: 'How it was looked: by catalogue, full text, file by file, by asking whom.',
  }),
  result: Type.Optional(listed(['found', 'nothing', 'part'])),
  lookedBy: Type.Optional({ ...Line(100), description: 'Who looked, where it is not who records it.' }),
}, { additionalProperties: false })
export type SearchBody = Static<typeof SearchBody>

/** What is wrong with the days of a search. */
export function searchFaults ({ from, to }: Partial<SearchBody>, today: Day, place = ''): FieldFault[] {
  if (typeof from !== 'string') return []
  return [
    ...typeof to === 'string' && to < from ? [faults.toBeforeFrom(`${place}/to`)] : [],
    ...from > today ? [faults.inTheFuture(`${place}/from`)] : [],
  ]
}
