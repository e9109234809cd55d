import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { workingDayWithin } from '@lightwell/calendar/working-day-within'
import { bearsMark } from '@lightwell/documents/outgoing-text'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { DayText } from '../fields.ts'
import { faults } from '../section-task-errors.ts'
import { SearchBody, searchFaults } from './search.ts'

/** A question to a business section: who looks for what, until which day. */
export const SectionTaskBody = Type.Object({
  section: Line(200),
  question: Line(2_000),
  dueOn: Type.Optional({
    ...DayText, description: 'Not after the legal day; by default the next milestone of the agency.',
  }),
}, { additionalProperties: false })
export type SectionTaskBody = Static<typeof SectionTaskBody>

/** What a section answers. That it found nothing is told with where it looked. */
export const SectionAnswerBody = Type.Object({
  found: listed(['found', 'not_found', 'not_ours']),
  words: Line(2_000),
  search: Type.Optional(SearchBody),
}, { additionalProperties: false })
export type SectionAnswerBody = Static<typeof SectionAnswerBody>

/** The legal day of a request, the milestones of its agency, and by which calendar they are counted back. */
export type TaskTime = { today: Day, legalDay: Day, workingDaysBefore: readonly number[], calendar: WorkingCalendar }

/**
 * The last day that a section can be given: the legal day, or today where that is over. By default it is the next
 * milestone of the agency on the way there.
 */
export function taskDue ({ today, legalDay, workingDaysBefore, calendar }: TaskTime): { atMost: Day, byDefault: Day } {
  const atMost = legalDay < today ? today : legalDay
  const ahead = workingDaysBefore.map((days) => workingDayWithin(calendar, legalDay, -days))
    .filter((day) => day > today)
  return { atMost, byDefault: ahead.toSorted()[0] ?? atMost }
}

/** What is wrong with a question apart from its schema, which it may not fit. */
export function taskFaults (
  { question, dueOn }: Partial<SectionTaskBody>, { today, atMost }: { today: Day, atMost: Day },
): FieldFault[] {
  return [
    ...markFaults(question, '/question'),
    ...typeof dueOn === 'string' && dueOn < today ? [faults.inThePast('/dueOn')] : [],
    ...typeof dueOn === 'string' && dueOn > atMost ? [faults.afterLegalDay('/dueOn')] : [],
  ]
}

/** What is wrong with an answer apart from its schema, which it may not fit. */
export function answerFaults ({ found, words, search }: Partial<SectionAnswerBody>, today: Day): FieldFault[] {
  return [
    ...markFaults(words, '/words'),
    ...found === 'not_found' && search === undefined ? [faults.searchRequired('/search')] : [],
    ...typeof search === 'object' && search !== null ? searchFaults(search, today, '/search') : [],
  ]
}

/** What staff write of a record is no place for what is secret. */
export function markFaults (words: unknown, pointer: string): FieldFault[] {
  return typeof words === 'string' && bearsMark(words) ? [faults.markInText(pointer)] : []
}
