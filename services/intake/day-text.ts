import { Type } from '@sinclair/typebox'

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' })
