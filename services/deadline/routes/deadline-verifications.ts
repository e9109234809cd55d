import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { cursorOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { verifyClockPage } from '../verify-clocks.ts'

const VerificationBody = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The nextCursor of the verification before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 500 })),
}, { additionalProperties: false })

const Value = Type.Unsafe<unknown>({ description: 'A day, an instant, a word, a number or null' })

const Verification = Type.Object({
  checked: Type.Integer({ description: 'How many deadlines were counted anew from their entries' }),
  unverifiable: Type.Integer({
    description: 'Folds that name a version of a calendar which this house never held; they cannot be counted anew',
  }),
  faults: Type.Array(Type.Object({
    requestId: Type.String({ format: 'uuid' }),
    seq: Type.Union([Type.Integer(), Type.Null()], { description: 'The entry beside which the value stands; null is the deadline' }),
    field: Type.String(), stored: Value, computed: Value,
  })),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})

// Deadlines and the entries that they follow from belong together, whatever is written in between.
const atOneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

/** Serves the proof that what is stored of clocks is what their entries say. */
export function serveDeadlineVerifications (app: App, deps: Deps): void {
  app.post('/v1/deadlines/verifications', {
    // A verification of all may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: {
      body: VerificationBody, tags: ['deadline'], summary: 'Count stored deadlines anew from their entries, and tell what differs',
      response: { 200: Verification },
    },
  }, async ({ caller, body: { after, limit = 500 } }) => {
    authorize(caller, 'deadline', 'verify', { agencyCode: null })
    const position = positionOf(after, ['id'], '/after')
    const { last, ...verified } = await deps.db.transaction(
      (tx) => verifyClockPage(tx, { after: position?.[0], limit }), atOneMoment)
    return { ...verified, nextCursor: last === null ? null : cursorOf([last]) }
  })
}
