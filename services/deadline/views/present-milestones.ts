import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import { workingDayWithin } from '@lightwell/calendar/working-day-within'
import { endOfDay } from '@lightwell/calendar/zoned'
import { inLanguage, type Language } from '@lightwell/http/language'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { isTicking, stateAt, type Timed } from '@lightwell/regimes/lateness'
import { sha256Hex } from '@lightwell/secrets/hashes'
import type { MilestoneRow } from '../store/milestones.ts'

export const mostMilestones = 10

/** The duties that an agency can give a part of the work. */
const milestoneDuties = ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office'] as const

/** A day inside an agency by which a part of the work should be done. */
export const Milestone = Type.Object({
  code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  name: Type.Object({ zh: Line(100), en: Line(100) }, { additionalProperties: false }),
  workingDaysBefore: Type.Integer({ minimum: 0, maximum: 250, description: 'Counted back from the legal day' }),
  duty: listed(milestoneDuties),
}, { additionalProperties: false })
export type Milestone = Static<typeof Milestone>

/** The milestones of an agency. */
export const Milestones = Type.Object({
  agency: Type.String(),
  milestones: Type.Array(Milestone),
})
export type Milestones = Static<typeof Milestones>

/** A milestone of one case. */
export const PresentedMilestone = Type.Object({
  code: Type.String(),
  name: Type.String(),
  duty: Type.String(),
  on: Type.String({ format: 'date' }),
  overdue: Type.Boolean({ description: 'Whether its day is over while the clock still runs' }),
})
export type PresentedMilestone = Static<typeof PresentedMilestone>

/** A due day, by which days and in whose zone it was counted, and how its clock stands. */
export type CountedDueDay = Readonly<{
  dueOn: Day, calendar: WorkingCalendar, zone: string, state: Timed['state'], pausedUntil: Date | null
}>

/**
 * The milestones of a case at an instant, counted back from its due day by its calendar. They bind nobody outside the
 * agency.
 */
export function presentMilestones (
  rows: readonly MilestoneRow[], due: CountedDueDay, { at, language }: { at: Date, language: Language },
): PresentedMilestone[] {
  const running = isTicking({ state: stateAt(due, at) })
  return rows.map(({ code, nameZh: zh, nameEn: en, workingDaysBefore, duty }) => {
    const on = workingDayWithin(due.calendar, due.dueOn, -workingDaysBefore)
    return { code, name: inLanguage({ zh, en }, language), duty, on, overdue: running && at >= endOfDay(on, due.zone) }
  })
}

/** Writes the milestones of an agency as they are sent. */
export function presentAgencyMilestones (agency: string, rows: readonly MilestoneRow[]): Milestones {
  return {
    agency,
    milestones: rows.map(({ code, nameZh: zh, nameEn: en, workingDaysBefore, duty }) =>
      ({ code, name: { zh, en }, workingDaysBefore, duty: duty as Milestone['duty'] })),
  }
}

/** What names these milestones and no others, for If-Match. */
export function tagOf (rows: readonly MilestoneRow[]): string {
  return sha256Hex(Buffer.from(JSON.stringify(presentAgencyMilestones('', rows)))).slice(0, 32)
}
