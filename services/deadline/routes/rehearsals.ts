import { Type, type Static } from '@sinclair/typebox'
import { parseDay, type Day } from '@lightwell/calendar/day'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { mostFaults } from '@lightwell/http/faults'
import { cursorOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { fault, invalid, type FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { bodyFaults } from '../body-faults.ts'
import { rehearseLaw } from '../rehearse-law.ts'
import { rehearsedRegime, type RehearsedRegime } from '../rules/rehearsed-regime.ts'
import type { AnsweredQuery } from '../store/answered-clocks.ts'
import { mayReadDeadline } from '../views/visible-case.ts'

const mostCases = 5_000
const defaultCases = 1_000

const DayText = Type.String({ format: 'date' })

const RehearsalBody = Type.Object({
  overrides: Type.Object({}, {
    additionalProperties: true,
    description: 'Settings by their names, as the regime has them: {"limit": {"base": 15}, "grounds": {"privacy": {"reportRow": ' +
      '"3.3.5"}}}. A value may come with its article: {"value": 15, "article": "12.1"}',
  }),
  from: DayText,
  to: Type.String({ format: 'date', description: 'Cases answered from the one day to the other, both included' }),
  agencies: Type.Optional(Type.Array(AgencyCode, { minItems: 1, maxItems: 500 })),
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The nextCursor of the rehearsal before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: mostCases, description: `How many cases are replayed; ${defaultCases} when absent` })),
}, { additionalProperties: false })
type RehearsalBody = Static<typeof RehearsalBody>

const counts = {
  cases: Type.Integer(), dueDayMoves: Type.Integer(), becomeLate: Type.Integer(), stopBeingLate: Type.Integer(), rowsMove: Type.Integer(),
}

const Outcome = Type.Object({ dueOn: DayText, state: Type.String(), rows: Type.Array(Type.String()) })

const Rehearsal = Type.Object({
  version: Type.String({ description: 'The law that was rehearsed: of no force, and kept nowhere' }),
  withoutEffect: Type.Array(Type.String(), { description: 'Changed settings that no replay of answered cases shows' }),
  counts: Type.Object(counts, { description: 'Of the cases that this page replayed' }),
  byAgency: Type.Array(Type.Object({ agency: Type.String(), ...counts })),
  items: Type.Array(Type.Object({
    requestId: Type.Optional(Type.String({ format: 'uuid' })), receiptNumber: Type.Optional(Type.String()), agency: Type.String(),
    answeredOn: DayText, old: Outcome, new: Outcome,
  }), { description: 'Those that come out otherwise; which requests they are is told to who may read them' }),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})

const endsBefore = fault('before_from', '结束日不得早于开始日。', 'The last day may not lie before the first.')

// Clocks and what was decided belong together, whatever is written in between.
const atOneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

/** Serves the rehearsal of a change of law: what would have become of answered cases. */
export function serveRehearsals (app: App, deps: Deps): void {
  app.post('/v1/regimes/:id/rehearsals', {
    attachValidation: true,
    schema: {
      params: Type.Object({ id: Type.String({ maxLength: 64 }) }), body: RehearsalBody, tags: ['deadline'],
      summary: 'Replay answered cases under a changed law; writes nothing', response: { 200: Rehearsal },
    },
  }, (request) => {
    const { caller, params: { id }, body } = request
    authorize(caller, 'regime', 'rehearse', { agencyCode: null })
    const regime = findRegime(id)
    if (regime === undefined) throw errors.notFound()
    return rehearse(deps, caller, readRehearsal(regime, body, bodyFaults(request)))
  })
}

async function rehearse (
  deps: Deps, caller: Caller, { query, rehearsed: { regime, withoutEffect } }: Asked,
): Promise<Static<typeof Rehearsal>> {
  const { last, items, ...found } = await deps.db.transaction(async (tx) => await rehearseLaw(tx, regime, query), atOneMoment)
  return {
    version: regime.version, withoutEffect: [...withoutEffect], ...found,
    items: items.map(({ old, new: other, requestId, receiptNumber, ...item }) => ({
      ...mayReadDeadline(caller, item.agency) && { requestId, receiptNumber }, ...item, old: { ...old, rows: [...old.rows] }, new: { ...other, rows: [...other.rows] },
    })),
    nextCursor: last === null ? null : cursorOf([last.answeredOn, last.requestId]),
  }
}

type Asked = { query: AnsweredQuery, rehearsed: RehearsedRegime }

/** What is to be rehearsed, on which cases. Throws 422 with all that is wrong with it, the schema's faults among them. */
function readRehearsal (
  regime: Regime, body: Partial<RehearsalBody> | null, misshapen: readonly FieldFault[],
): Asked {
  const { from, to, agencies, after, limit = defaultCases, overrides } = body ?? {}
  const rehearsed = rehearsedRegime(regime, isObject(overrides) ? overrides : {})
  const faults = [...misshapen, ...'faults' in rehearsed ? rehearsed.faults : [], ...spanFaults(from, to)]
  if (faults.length > 0 || 'faults' in rehearsed) throw invalid(faults.slice(0, mostFaults))
  const position = positionOf(after, [(text) => parseDay(text) !== undefined, 'id'], '/after')
  return {
    rehearsed,
    query: {
      regimeId: regime.id, from: from as Day, to: to as Day, agencies, limit,
      after: position && { answeredOn: position[0] as Day, requestId: position[1] },
    },
  }
}

function spanFaults (from: unknown, to: unknown): FieldFault[] {
  return typeof from === 'string' && typeof to === 'string' && to < from ? [endsBefore('/to')] : []
}

function isObject (value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
