import { Type } from '@sinclair/typebox'

/** An id in a body. */
export const Id = Type.String({ format: 'uuid' })

/** The id in an address; one of another form names nothing. */
export const IdParams = Type.Object({ id: Id })

/** A day as it is sent: a real one, of the years 1900 to 2199 that a `Day` can be. */
export const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' })
