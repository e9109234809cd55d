import { cursorOf, defaultLimit, mostLimit, positionOf, type Position, type PositionForm } from '@lightwell/http/paging'
import { fault, invalid, Refusal } from '@lightwell/http/refusal'
import { errors } from '../errors.ts'

/** The arguments of every connection. */
export type PageArguments = { first?: number | null, after?: string | null }

/** A page that is asked for: how many rows, and after which place in the order of the list. */
export type Page = { limit: number, after: readonly string[] | undefined }

/** How a list writes a row's place: its name, so that no other list takes the cursor, then the sort values. */
export type Order<Row> = { list: string, place: (row: Row) => readonly string[] }

/** Reads the page that is asked for. Throws when `first` is out of bounds, or `after` is no cursor of this list. */
export function readPage ({ first, after }: PageArguments, list: string, forms: readonly PositionForm[]): Page {
  const limit = first ?? defaultLimit
  if (limit < 0) throw invalid([fault('too_small', '不得小于 0。', 'Not less than 0.')('/first')])
  if (limit > mostLimit) {
    throw invalid([fault('too_large', `不得大于 ${mostLimit}。`, `Not more than ${mostLimit}.`)('/first')])
  }
  return { limit, after: after === null || after === undefined ? undefined : readCursor(after, list, forms) }
}

/** A connection of a list that may have stopped before the page was full: then it goes on after the place up to which it looked. */
export function stoppedAt<Connection extends { pageInfo: object }> (
  connection: Connection, list: string, lookedUpTo: Position | undefined,
): Connection {
  if (lookedUpTo === undefined) return connection
  const endCursor = cursorOf([list, ...lookedUpTo])
  return { ...connection, pageInfo: { ...connection.pageInfo, hasNextPage: true, endCursor } }
}

/** A page of rows as a Relay connection, made of one row more than was asked for. */
export function connectionOf<Row, Node> (
  rows: readonly Row[], { limit, after }: Page, order: Order<Row>, present: (row: Row) => Node,
) {
  const edges = rows.slice(0, limit).map((row) => ({
    node: present(row), cursor: cursorOf([order.list, ...order.place(row)]),
  }))
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > limit,
      // A cursor was taken from a row that stood before this page.
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}

function readCursor (cursor: string, list: string, forms: readonly PositionForm[]): readonly string[] {
  try {
    const [, ...place] = positionOf(cursor, [(name: string) => name === list, ...forms], '/after') ?? []
    return place
  } catch (error) {
    throw error instanceof Refusal ? errors.wrongCursor() : error
  }
}
