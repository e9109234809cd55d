import { Type } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.Unsafe<Day>(Type.String({ format: 'date', pattern: '^(19|20|21)' }))

/** Words that must say something: not empty, not only blanks or characters that nobody sees. */
export function Line (maxLength: number) {
  return Type.String({ minLength: 1, maxLength, pattern: '[^\\s\\p{Cf}]' })
}
