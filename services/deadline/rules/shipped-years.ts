import type { CalendarYear } from '@lightwell/calendar/published-calendar'
import { sayTheSame } from './planned-revisions.ts'

/** What a house has said of a calendar so far: all that it ever said of its years, and the years published here. */
export type OwnHistory = Readonly<{ said: readonly CalendarYear[], publishedYears: ReadonlySet<number> }>

/**
 * The own years of a calendar after a release that ships `shipped`. A year that was published here stays as it was
 * published. Of the others each content is taken up once: a release that brings what the house knew before is an older
 * one, running beside its successor, and must not take back what that brought.
 */
export function shippedYears (
  current: readonly CalendarYear[], shipped: readonly CalendarYear[], { said, publishedYears }: OwnHistory,
): CalendarYear[] {
  const news = shipped.filter((year) => !publishedYears.has(year.year) && !said.some((known) => sayTheSame([known], [year])))
  const renewed = new Set(news.map(({ year }) => year))
  return [...current.filter(({ year }) => !renewed.has(year)), ...news].toSorted((a, b) => a.year - b.year)
}
