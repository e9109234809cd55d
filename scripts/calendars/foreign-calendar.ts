import type { Day } from '@lightwell/calendar/day'

/** A holiday by its day; a name that ends in `(substitute day)` stands for one that fell on a day off. */
export type ForeignHoliday = { readonly day: Day, readonly name: string }

/** A calendar to be written: `days` gives the holidays of one year; what is taken from a parent is left out. */
export type ForeignCalendar = {
  readonly id: string
  readonly title: { readonly zh: string, readonly en: string }
  readonly parent?: string
  readonly basis: { readonly zh: string, readonly en: string }
  readonly days: (year: number) => ForeignHoliday[]
}
