import { parseInstant } from '@lightwell/calendar/zoned'
import { positionOf } from '@lightwell/http/paging'
import { invalid } from '@lightwell/http/refusal'

/** Where a list of deadlines is read: as of which instant, and after which row. */
export type Place = { asOf: Date | undefined, after: { dueAt: Date, requestId: string } | undefined }

/** Reads `asOf` and `cursor` of a query. Throws 422 when one of them is none. */
export function readPlace ({ asOf, cursor }: { asOf?: string, cursor?: string }): Place {
  const instant = readAsOf(asOf)
  const position = positionOf(cursor, ['instant', 'id'])
  const after = position && { dueAt: new Date(position[0]), requestId: position[1] }
  return { asOf: instant, after }
}

/** Reads `asOf` of a query; undefined where it is not asked. Throws 422 when it is no instant. */
export function readAsOf (asOf: string | undefined): Date | undefined {
  if (asOf === undefined) return undefined
  // In an address an unescaped + reads as a blank, and no instant has one.
  const instant = parseInstant(asOf.replace(' ', '+'))
  if (instant !== undefined) return instant
  throw invalid([{
    pointer: '/asOf', code: 'not_an_instant',
    detail: { zh: '应为带时差的时刻（RFC 3339）。', en: 'This must be an instant with offset (RFC 3339).' },
  }])
}
