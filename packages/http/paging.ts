import { Type, type TSchema } from '@sinclair/typebox'
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

/** Reads a cursor of `length` values. Throws 422 when it is none of ours. */
export function positionOf (cursor: string | undefined, length: number, pointer = '/cursor'): Position | undefined {
  if (cursor === undefined) return undefined
  const position = parse(cursor)
  if (Array.isArray(position) && position.length === length && position.every((value) => typeof value === 'string')) {
    return position
  }
  throw invalid([{
    pointer, code: 'wrong_cursor', detail: { zh: '翻页标记无效。', en: 'This cursor was not given by this list.' },
  }])
}

function parse (cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Cuts a page out of `limit + 1` rows and says where the next one starts. */
export function cutPage<Row> (rows: readonly Row[], limit: number, position: (row: Row) => Position) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? cursorOf(position(last)) : null
  return { items, nextCursor }
}
