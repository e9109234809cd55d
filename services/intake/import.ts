import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { DayText } from './day-text.ts'
import { ExternalId, Filing } from './filing.ts'
import { Warnings } from './views/present-warnings.ts'

/** The most cases of one import, and the most past entries of one clock. */
export const mostCases = 100
export const mostEntries = 40

/** What is told of the past of a clock; its start follows from the receipt. */
export const PastEntry = Type.Object({
  kind: listed(['paused', 'resumed', 'restarted', 'extended']),
  onDay: DayText,
  workingDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'By how much it was extended.' })),
  untilOn: Type.Optional({ ...DayText, description: 'The day on which a pause ends by itself.' }),
  evidence: { ...Line(500), description: 'The paper that shows it.' },
}, { additionalProperties: false })
export type PastEntry = Static<typeof PastEntry>

/** An open case that was taken in elsewhere. */
export const ImportedCase = Type.Object({
  externalId: ExternalId,
  filing: Filing,
  entries: Type.Optional(Type.Array(PastEntry, { maxItems: mostEntries })),
}, { additionalProperties: false })

/** Open cases that a portal brings in. */
export const Import = Type.Object({
  cases: Type.Array(ImportedCase, { minItems: 1, maxItems: mostCases }),
}, { additionalProperties: false })

const named = { id: Type.String({ format: 'uuid' }), receiptNumber: Type.String() }
const fault = Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() })

/** What became of one case. */
export const ImportOutcome = Type.Object({
  externalId: Type.Union([Type.String(), Type.Null()]),
  outcome: listed(['created', 'existing', 'refused']),
  id: Type.Optional(named.id),
  receiptNumber: Type.Optional(named.receiptNumber),
  accessToken: Type.Optional(Type.String({ description: 'Of a case that was created; told once.' })),
  warnings: Type.Optional(Warnings),
  errors: Type.Optional(Type.Array(fault)),
})
export type ImportOutcome = Static<typeof ImportOutcome>
