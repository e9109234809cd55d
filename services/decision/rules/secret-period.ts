import { Type, type Static } from '@sinclair/typebox'
import { addMonthsClamped, type Day, isDay } from '@lightwell/calendar/day'
import type { MarkLevel } from '@lightwell/documents/mark'
import { lastDayOf } from '@lightwell/documents/mark-expiry'
import { Line } from '@lightwell/http/line'
import type { FieldFault } from '@lightwell/http/refusal'
import { DayText } from '../fields.ts'
import { faults } from '../secret-errors.ts'
import { lowestFirst } from './may-classify.ts'

const mostMonths = 1_200

/** How long it is secret: so many months from its determination, to a day, or until something has happened. */
export const SecretPeriod = Type.Union([
  Type.Object({ months: Type.Integer({ minimum: 1, maximum: mostMonths }) }, { additionalProperties: false }),
  Type.Object({ until: DayText }, { additionalProperties: false }),
  Type.Object({ condition: { ...Line(100), description: 'What has to happen (解密条件).' } }, { additionalProperties: false }),
])
export type SecretPeriod = Static<typeof SecretPeriod>

/** What holds of a registered secret: the last of its entries. */
export type StandingEntry = Readonly<{
  act: string, level: MarkLevel, secretUntil: string | null, secretCondition: string | null, madeOn: string
}>

/** A change as it was sent: it may be of any form. */
type Changed = Readonly<{ level?: unknown, period?: unknown }>

/** The last day of a period, where a day ends it. */
export function lastDayOfSecret (period: SecretPeriod, determinedOn: Day): Day | null {
  return endOf(period, determinedOn) ?? null
}

/** The words of the condition that ends a period, where one does. */
export function conditionOf (period: unknown): string | null {
  return hasForm(period) && 'condition' in period ? period.condition : null
}

/** Whether a secret still is one on a day: what has run out is none any more (保密法第二十四条). */
export function secretState ({ act, secretUntil }: StandingEntry, today: Day): 'in_force' | 'over' | 'declassified' {
  if (act === 'declassified') return 'declassified'
  return secretUntil !== null && secretUntil < today ? 'over' : 'in_force'
}

/** `years` are those of its line of the list; null where it has none. */
export type PeriodLimits = { determinedOn: Day, on: Day, level: unknown, years: number | null }

/** 保密法第二十条: thirty years at most, twenty, or ten, unless another provision has more; and not beyond the line of the list. */
export function periodFaults (
  { period, provision }: { period?: unknown, provision?: unknown }, { determinedOn, on, level, years }: PeriodLimits,
): FieldFault[] {
  const until = endOf(period, determinedOn)
  if (until === undefined) return []
  const most = isLevel(level) ? lastDayOf({ level, period: null }, determinedOn) : undefined
  const listMost = years === null ? undefined : addMonthsClamped(determinedOn, years * 12)
  const isTooLong = [most, listMost].some((day) => day !== undefined && until > day)
  return [
    ...until < on ? [faults.periodOver('/period')] : [],
    ...isTooLong && provision === undefined ? [faults.periodTooLong('/period')] : [],
  ]
}

/** What contradicts the act that a change says it is: raised goes up, extended goes on for longer. */
export function directionFaults (
  act: string, changed: Changed, { standing, determinedOn }: { standing: StandingEntry, determinedOn: Day },
): FieldFault[] {
  if (act === 'raised' || act === 'lowered') return levelFaults(act, changed.level, standing.level)
  if (act === 'extended') return isBeyond(changed, standing, determinedOn, 1) ? [] : [faults.notLonger('/period')]
  return act === 'shortened' && !isBeyond(changed, standing, determinedOn, -1) ? [faults.notShorter('/period')] : []
}

/** Whether a value is a level of state secrets. */
export function isLevel (level: unknown): level is MarkLevel {
  return lowestFirst.includes(level as MarkLevel)
}

function levelFaults (act: 'raised' | 'lowered', level: unknown, before: MarkLevel): FieldFault[] {
  if (!isLevel(level)) return []
  const up = lowestFirst.indexOf(level) - lowestFirst.indexOf(before)
  if (act === 'raised') return up > 0 ? [] : [faults.notHigher('/level')]
  return up < 0 ? [] : [faults.notLower('/level')]
}

/** Whether a period goes beyond, or ends before, the one that stands. A condition and a day cannot be measured by each other. */
function isBeyond (
  { period }: Changed, { secretUntil, secretCondition }: StandingEntry, determinedOn: Day, direction: 1 | -1,
): boolean {
  const until = endOf(period, determinedOn)
  if (until !== undefined && secretUntil !== null) return direction > 0 ? until > secretUntil : until < secretUntil
  const condition = conditionOf(period)
  return condition === null || condition !== secretCondition
}

function endOf (period: unknown, determinedOn: Day): Day | undefined {
  if (!hasForm(period)) return undefined
  if ('months' in period) return isCount(period.months) ? addMonthsClamped(determinedOn, period.months) : undefined
  return 'until' in period && isDay(period.until) ? period.until : undefined
}

function isCount (months: unknown): months is number {
  return Number.isInteger(months) && Number(months) > 0 && Number(months) <= mostMonths
}

function hasForm (period: unknown): period is SecretPeriod {
  return typeof period === 'object' && period !== null
}
