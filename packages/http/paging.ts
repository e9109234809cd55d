import { Type, type TSchema } from '@sinclair/typebox'
import { validate as isUuid } from 'uuid'
import { parseInstant } from '@lightwell/calendar/zoned'
import { invalid } from './refusal.ts'

export const defaultLimit = 50
export const mostLimit = 100

/** The query of every list. */
export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostLimit, default: defaultLimit })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
}

/** The answer of every list. `nextCursor` is null on the last page. */
export function pageOf<Item extends TSchema> (item: Item) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Union([Type.String(), Type.Null()]) })
}

/** A place in a list: the sort values of the last row given. Opaque to callers. */
export type Position = readonly string[]

/** Writes a position as a cursor. */
export function cursorOf (position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** What a value of a position must be; of a further form a function tells. */
export type PositionForm = 'id' | 'instant' | ((value: string) => boolean)

/**
 * Reads a cursor. Each of its values must be of its form: a cursor is text from outside, and what is not of the form would
 * reach the database as an error. Throws 422 `wrong_cursor` when it is none of this list's.
 */
export function positionOf<const Forms extends readonly PositionForm[]> (
  cursor: string | undefined, forms: Forms, pointer = '/cursor',
): { [At in keyof Forms]: string } | undefined {
  if (cursor === undefined) return undefined
  const position = parse(cursor)
  const isSound = Array.isArray(position) && position.length === forms.length &&
    forms.every((form, at) => typeof position[at] === 'string' && hasForm(position[at], form))
  if (isSound) return position as { [At in keyof Forms]: string }
  throw invalid([{
    pointer, code: 'wrong_cursor', detail: { zh: '翻页标记无效。', en: 'This cursor was not given by this list.' },
  }])
}

function hasForm (value: string, form: PositionForm): boolean {
  if (form === 'id') return isUuid(value)
  return form === 'instant' ? parseInstant(value) !== undefined : form(value)
}

function parse (cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * Cuts a page out of `limit + 1` rows and says where the next one starts: after its last row, or, where a list stops before
 * the page is full, after the place up to which it looked.
 */
export function cutPage<Row> (rows: readonly Row[], limit: number, position: (row: Row) => Position, lookedUpTo?: Position) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const place = rows.length > limit && last !== undefined ? position(last) : lookedUpTo
  return { items, nextCursor: place === undefined ? null : cursorOf(place) }
}
