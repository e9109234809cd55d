import { Type, type Static } from '@sinclair/typebox'
import type { CalendarYear, PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { readYear } from '@lightwell/calendar/read-year'
import { Line } from '@lightwell/http/line'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { yearFaults } from './rules/year-faults.ts'

const DayText = Type.String({ format: 'date' })
const Words = Line(500)

/** A year of a calendar as its notices settle it. It takes the place of all that the calendar said of the year. */
export const YearBody = Type.Object({
  notices: Type.Array(Type.Object({
    number: Words, issued: DayText, about: Words,
  }, { additionalProperties: false }), { minItems: 1, maxItems: 20, description: 'The papers by which it is ordered' }),
  offDays: Type.Optional(Type.Array(Type.Object({ date: DayText, name: Words }, { additionalProperties: false }), {
    maxItems: 366,
  })),
  spans: Type.Optional(Type.Array(Type.Object({ name: Words, from: DayText, to: DayText }, { additionalProperties: false }), {
    maxItems: 366, description: 'Days off in a row, from the first to the last, as notices write them',
  })),
  makeUpWorkingDays: Type.Array(DayText, { maxItems: 366, description: 'Weekend days that are worked in exchange 调休' }),
}, { additionalProperties: false })
export type YearBody = Static<typeof YearBody>

/**
 * The year that was sent. Throws 422 with all that schema and rules find wrong with it. `parent` is the calendar under
 * which it is to stand.
 */
export function sentYear (
  year: number, { body, schemaFaults }: SentBody<YearBody>, parent: PublishedCalendar | undefined,
): CalendarYear {
  const single = listOf(body.offDays).map((day) => ({ name: day?.name, from: day?.date, to: day?.date }))
  const read = readYear(year, {
    notices: body.notices, spans: [...single, ...listOf(body.spans)], makeUpWorkingDays: body.makeUpWorkingDays,
  }, parent)
  const found = 'faults' in read ? yearFaults(read.faults, single.length) : []
  refuseFaults(toldFaults(schemaFaults, found))
  if ('faults' in read) throw new Error('A year with faults was not refused')
  return read.year
}

function listOf<Item> (value: readonly Item[] | undefined): readonly Partial<Item>[] {
  return Array.isArray(value) ? value as readonly Partial<Item>[] : []
}
