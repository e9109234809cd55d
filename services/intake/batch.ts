import { Type, type Static } from '@sinclair/typebox'
import { Filing } from './filing.ts'
import { Warnings } from './views/present-warnings.ts'
import { SimilarView } from './views/present-similar.ts'

/** The most letters of one batch. */
export const mostRows = 200

/** Letters that a clerk enters in one call. */
export const Batch = Type.Object({
  rows: Type.Array(Filing, { minItems: 1, maxItems: mostRows }),
}, { additionalProperties: false })

const Day = Type.String({ format: 'date' })
const row = Type.Integer({ minimum: 0, description: 'Which row of the batch, counted from 0.' })

const RepeatView = Type.Union([
  SimilarView,
  Type.Object({ row, similarity: Type.Number({ minimum: 0, maximum: 1 }) }),
], { description: 'An earlier request, or an earlier row of this batch.' })

const told = {
  row,
  receivedOn: Day,
  dueOn: Day,
  warnings: Warnings,
  likelyRepeats: Type.Array(RepeatView, { description: 'Earlier requests of the same applicant that may ask the same.' }),
}

/** A letter that was registered. */
export const RegisteredRow = Type.Object({
  ...told, id: Type.String({ format: 'uuid' }), receiptNumber: Type.String(), accessToken: Type.String(),
})
export type RegisteredRow = Static<typeof RegisteredRow>

/** What a batch would come to: its faults, and what is to be told of the rows without any. */
export const Rehearsal = Type.Object({
  items: Type.Array(Type.Object(told)),
  errors: Type.Array(Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })),
})
export type Rehearsal = Static<typeof Rehearsal>
