import { Type, type TSchema } from '@sinclair/typebox'

/** A row that an event names. */
export const Id = Type.String({ pattern: '^[0-9a-f-]{36}$' })

/** A day of the calendar. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A word of the house: a kind, a state, an agency. Never words of people. */
export const Code = Type.String({ maxLength: 64 })

export const Hash = Type.String({ maxLength: 128 })

/** What an event carries and nothing else. */
export function closed<Properties extends Record<string, TSchema>> (properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}
