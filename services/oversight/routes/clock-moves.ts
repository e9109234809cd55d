import { Type, type Static } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { DayText } from '../deadline-register-query.ts'
import { listClockMoves, moveKinds, placeOf, type ClockMove } from '../store/clock-moves.ts'

const ClockMoveQuery = Type.Object({
  ...PageQuery,
  agency: Type.Optional(AgencyCode),
  from: Type.Optional(DayText),
  to: Type.Optional(DayText),
  later: Type.Optional(Type.Boolean({ description: 'Whether to list only moves to a later day.' })),
}, { additionalProperties: false })

const Id = Type.String({ format: 'uuid' })
const IdOrNull = Type.Union([Id, Type.Null()])
const DayOnly = Type.String({ format: 'date' })
const PersonOrNull = Type.Union([
  Type.Object({ id: Id, name: Type.Union([Type.String(), Type.Null()]) }), Type.Null(),
])

/** A legal day that was moved: old and new day side by side, by whom, and why. */
export const MovedDay = Type.Object({
  requestId: Id,
  receiptNumber: Type.String(),
  agency: Type.String(),
  kind: listed(moveKinds),
  onDay: Type.String({ format: 'date', description: 'The day that the entry names' }),
  oldDueOn: DayOnly,
  newDueOn: DayOnly,
  later: Type.Boolean(),
  recordedAt: Type.String({ format: 'date-time' }),
  author: Type.String({ description: 'Who recorded it, as the history names him' }),
  askedBy: PersonOrNull,
  decidedBy: PersonOrNull,
  cause: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()], { description: 'Of an extension; the words of a correction stand with it' }),
  evidence: Type.Union([Type.String(), Type.Null()], {
    description: 'What shows it: of a pause and what ends it the clarification, consultation, fee or paper, where its evidence stands',
  }),
  extensionId: IdOrNull,
  correctionId: IdOrNull,
  calendarVersion: Type.Union([Type.String(), Type.Null()], { description: 'The version of the calendar that moved the day' }),
})
export type MovedDay = Static<typeof MovedDay>

/**
 * Serves the legal days that were moved by an extension, a change of a calendar or a correction; and those that staff made
 * later by what they recorded once the day was over.
 */
export function serveClockMoves (app: App, deps: Deps): void {
  app.get('/v1/clock-moves', {
    schema: {
      querystring: ClockMoveQuery, response: { 200: pageOf(MovedDay) }, tags: ['oversight'],
      summary: 'Legal days that were moved: old and new day, by whom and why; the latest first',
      description: 'An answer looks at 5 000 entries: it may then hold fewer than asked for, or none, and goes on at its cursor.',
    },
  }, async ({ caller, query: { agency, from, to, later, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'oversight', 'read', { agencyCode: agency ?? null })
    const scope = agency === undefined ? readableAgencies(caller, 'oversight', 'read') : [agency]
    const after = positionOf(cursor, ['instant', 'id', isPlace])
    const { moves, lookedUpTo } = await listClockMoves(deps.db, { scope, from, to, later }, { limit: limit + 1, after })
    const { items, nextCursor } = cutPage(moves, limit, placeOf, lookedUpTo)
    return { items: items.map(presentMove), nextCursor }
  })
}

function isPlace (value: string): boolean {
  return /^[0-9]{1,9}$/.test(value)
}

function presentMove ({ seq: _seq, agencyCode, recordedAt, calendarVersion, ...move }: ClockMove): MovedDay {
  return {
    ...move, agency: agencyCode, later: move.newDueOn > move.oldDueOn, recordedAt: recordedAt.toISOString(),
    calendarVersion: move.kind === 'redated' ? calendarVersion : null,
  }
}
