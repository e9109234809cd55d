import { addMonthsClamped, type Day, yearOf } from '@lightwell/calendar/day'
import type { Mark, MarkLevel } from './mark.ts'

// 保守国家秘密法 art. 20: the longest periods, which also hold for a mark that names none.
const longestYears: Readonly<Record<MarkLevel, number>> = { secret: 10, confidential: 20, top_secret: 30 }
const lastYear = 2199

/**
 * Whether the period of a mark is over on `today`. It is only when its day has passed, or its length has since the day
 * of issue (实施条例 art. 19). A condition, 长期, a period that was not understood or an unknown day of issue never
 * expire. Expiry asks for a review; it releases nothing.
 */
export function isExpired (mark: Pick<Mark, 'level' | 'period'>, today: Day, issuedOn?: Day): boolean {
  const end = lastDayOf(mark, issuedOn)
  return end !== undefined && end < today
}

/** The last day on which a mark holds; undefined where nothing but a person ends it, or its day of issue is not known. */
export function lastDayOf ({ level, period }: Pick<Mark, 'level' | 'period'>, issuedOn: Day | undefined): Day | undefined {
  if (period?.until !== undefined) return period.until
  if (level === null || issuedOn === undefined) return undefined
  const months = monthsOf(period === null ? { years: longestYears[level] } : period)
  if (months === 0 || yearOf(issuedOn) + months / 12 >= lastYear) return undefined
  return addMonthsClamped(issuedOn, months)
}

function monthsOf ({ years = 0, months = 0 }: { years?: number, months?: number }): number {
  return years * 12 + months
}
