import { Type } from '@sinclair/typebox'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { approveClockCorrection } from '../commands/approve-clock-correction.ts'
import { askClockCorrection } from '../commands/ask-clock-correction.ts'
import { rejectClockCorrection } from '../commands/reject-clock-correction.ts'
import { DayText } from '../fields.ts'
import { visibleClockCorrection } from '../hold-clock-correction.ts'
import { ClockCorrection, correctionStates, presentClockCorrection } from '../views/present-clock-correction.ts'
import { findClockCorrection, listClockCorrections } from '../store/clock-corrections.ts'

const RequestParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })
const CorrectionParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const AskClockCorrection = Type.Object({
  seq: Type.Integer({ minimum: 1, description: 'The entry, by its place in the clock' }),
  onDay: Type.Optional({ ...DayText, description: 'The day that is right; as it stands when left out' }),
  untilOn: Type.Optional({ ...DayText, description: 'Of a pause that ends by itself: its right last day' }),
  voided: Type.Optional(Type.Literal(true, { description: 'The entry never was' })),
  reason: Line(2000),
  evidence: Line(2000),
}, { additionalProperties: false })

const Approval = Type.Object({ reason: Type.Optional(Line(2000)) }, { additionalProperties: false })
const Rejection = Type.Object({ reason: Line(2000) }, { additionalProperties: false })

const CorrectionsQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional(listed(correctionStates)),
  agency: Type.Optional(AgencyCode),
  later: Type.Optional(listed(['true', 'false', ''])),
}, { additionalProperties: false })

/** Serves corrections of clocks: one is a new entry, and one that gives more time takes two people. */
export function serveClockCorrections (app: App, deps: Deps): void {
  const tags = ['deadline']
  app.post('/v1/deadlines/:requestId/corrections', {
    attachValidation: true,
    schema: {
      params: RequestParams, body: AskClockCorrection, tags,
      summary: 'Correct an entry of a clock; what gives more time waits for another person',
      response: { 201: ClockCorrection },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { requestId } } = request
    const sent = sentBody(request)
    const id = await askClockCorrection(deps, tx, caller, { ...sent, requestId, ifMatch: ifMatchOf(request) })
    return created(`/v1/clock-corrections/${id}`, await read(tx, caller, id))
  }))

  app.get('/v1/clock-corrections', {
    schema: {
      querystring: CorrectionsQuery, tags, response: { 200: pageOf(ClockCorrection) },
      summary: 'List corrections of clocks, the newest first; with `later` those that give more time',
    },
  }, async ({ caller, query }) => {
    const { agency, state, later, limit = defaultLimit } = query
    authorize(caller, 'clock_correction', 'read', { agencyCode: agency ?? null })
    const position = positionOf(query.cursor, ['instant', 'id'])
    const rows = await listClockCorrections(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'clock_correction', 'read') : [agency],
      state, later: later !== undefined && later !== 'false',
      after: position && { requestedAt: new Date(position[0]), id: position[1] }, limit,
    })
    const { items, nextCursor } = cutPage(rows, limit, ({ correction }) => [correction.requestedAt.toISOString(), correction.id])
    return { items: items.map(presentClockCorrection), nextCursor }
  })

  app.get('/v1/clock-corrections/:id', {
    schema: { params: CorrectionParams, tags, summary: 'Read a correction of a clock', response: { 200: ClockCorrection } },
  }, (request) => read(deps.db, request.caller, request.params.id))

  serveDecisions(app, deps, tags)
}

function serveDecisions (app: App, deps: Deps, tags: string[]): void {
  app.post('/v1/clock-corrections/:id/approval', {
    // An approval may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: {
      params: CorrectionParams, body: Approval, tags, summary: 'Approve a correction that gives more time: the clock is corrected',
      response: { 200: ClockCorrection },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason = null } } = request
    await approveClockCorrection(deps, tx, caller, { correctionId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))

  app.post('/v1/clock-corrections/:id/rejection', {
    schema: {
      params: CorrectionParams, body: Rejection, tags, summary: 'Reject a correction of a clock', response: { 200: ClockCorrection },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason } } = request
    await rejectClockCorrection(deps, tx, caller, { correctionId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, caller, id))
  }))
}

async function read (db: Reader, caller: Caller, id: string): Promise<ClockCorrection> {
  return presentClockCorrection(visibleClockCorrection(caller, await findClockCorrection(db, id)))
}
