import { Type } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.Unsafe<Day>(Type.String({ format: 'date', pattern: '^(19|20|21)' }))
