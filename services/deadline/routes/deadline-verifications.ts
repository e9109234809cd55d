import { Type } from '@sinclair/typebox'
import { validate as isUuid } from 'uuid'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { cursorOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { verifyPart, type VerifiedPlace } from '../verify-days.ts'

const VerificationBody = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 500, description: 'The nextCursor of the verification before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 500 })),
}, { additionalProperties: false })

const Value = Type.Unsafe<unknown>({ description: 'A day, an instant, a word, a number or null' })

const IdOrNull = Type.Union([Type.String({ format: 'uuid' }), Type.Null()])

const Verification = Type.Object({
  checked: Type.Integer({ description: 'How many deadlines and other terms were counted anew' }),
  unverifiable: Type.Integer({
    description: 'What names a version of a law or a calendar which this house never held; it cannot be counted anew',
  }),
  faults: Type.Array(Type.Object({
    requestId: IdOrNull,
    termId: IdOrNull,
    seq: Type.Union([Type.Integer(), Type.Null()], { description: 'The entry beside which the value stands; null is the deadline' }),
    field: Type.String(), stored: Value, computed: Value,
  })),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
})

// Deadlines and the entries that they follow from belong together, whatever is written in between.
const atOneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

/** Serves the proof that what is stored of clocks is what their entries say, and of terms what their law says. */
export function serveDeadlineVerifications (app: App, deps: Deps): void {
  app.post('/v1/deadlines/verifications', {
    // A verification of all may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: {
      body: VerificationBody, tags: ['deadline'], summary: 'Count stored deadlines and other terms anew, and tell what differs',
      response: { 200: Verification },
    },
  }, async ({ caller, body: { after, limit = 500 } }) => {
    authorize(caller, 'deadline', 'verify', { agencyCode: null })
    const place = placeOf(after)
    const { next, ...verified } = await deps.db.transaction((tx) => verifyPart(tx, place, limit), atOneMoment)
    return { ...verified, nextCursor: next === null ? null : cursorOf([next.of, next.after ?? '']) }
  })
}

function placeOf (cursor: string | undefined): VerifiedPlace {
  const [of = 'deadlines', after = ''] = positionOf(cursor, [isPart, isIdOrNone], '/after') ?? []
  return { of: of as VerifiedPlace['of'], ...after !== '' && { after } }
}

function isPart (value: string): boolean {
  return value === 'deadlines' || value === 'terms'
}

function isIdOrNone (value: string): boolean {
  return value === '' || isUuid(value)
}
