import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import { AreaView, presentRedaction, RedactionView } from './present-redaction.ts'
import { levelOf } from '../rules/chain.ts'
import { bareDeclared, bareMarks, DeclaredMarking, isDeclared, unquoted } from '../rules/marking.ts'
import { chainState } from '../rules/review-chain.ts'
import { isSealed, type Seal } from '../rules/sealed.ts'
import type { StoredRecord } from '../store/records.ts'
import type { ComparedRedaction } from '../store/redactions.ts'
import type { Review } from '../store/reviews.ts'

/** How far the chain of a record has come. */
export const ReviewState = Type.Object({
  levels: Type.Integer(),
  nextLevel: nullable(Type.Integer()),
  complete: Type.Boolean(),
  finding: nullable(Type.String({ description: 'release, redact, withhold or refer: the strictest of all levels' })),
})

/** What the scan found. A `possible` mark waits for a person; `internal` seals nothing. */
export const ScanView = Type.Object({
  state: Type.String({ description: 'queued, running, done or unreadable' }),
  marks: Type.Array(Type.Object({
    kind: Type.String(),
    level: nullable(Type.String()),
    period: nullable(Type.String()),
    page: nullable(Type.Integer()),
    quote: Type.String(),
    expired: Type.Boolean(),
    falseAlarm: Type.Optional(Type.Boolean({ description: 'Two people found that it is no mark; the record was unsealed.' })),
    place: Type.Optional(Type.String({ description: 'body, header, comment, hidden, picture, …' })),
    area: Type.Optional(AreaView),
    confidence: Type.Optional(Type.Number({ description: '0 to 100, of what was read from a picture' })),
  })),
  pages: nullable(Type.Integer()),
  pagesRead: Type.Integer(),
  faults: Type.Array(Type.Object({ code: Type.String(), page: nullable(Type.Integer()) }), {
    description: 'Why it was not read whole. What is not read whole is not passed without a person who looked through it.',
  }),
})

/** A record without its content. */
export const RecordView = Type.Object({
  id: Type.String(),
  requestId: nullable(Type.String()),
  publicationId: nullable(Type.String()),
  title: Type.String(),
  origin: Type.String(),
  originAgency: nullable(Type.String({ description: 'The body that it comes from, where it is another; it needs its consent.' })),
  mediaType: Type.String(),
  sha256: Type.String(),
  sizeBytes: Type.Integer(),
  addedBy: Type.String(),
  addedAt: Type.String(),
  aboutPerson: Type.Boolean(),
  renditionOf: nullable(Type.String()),
  declaredMarking: nullable(DeclaredMarking),
  scan: ScanView,
  sealed: Type.Boolean(),
  declared: nullable(Type.Boolean({ description: 'Of a record that was sealed: whether who submitted it had declared its mark.' })),
  flags: Type.Array(Type.String(), { description: 'What makes its chain longer than that of its case.' }),
  review: ReviewState,
  stages: Type.Array(Type.String(), { description: 'What each level of its chain is, in order, such as business_section or review:1.' }),
  redaction: nullable(RedactionView),
})
export type RecordView = Static<typeof RecordView>

/** What belongs to records: reviews and redactions, of these and maybe of others too. */
export type RecordCompany = { reviews?: readonly Review[], redactions?: readonly ComparedRedaction[] }

// A file of a thousand unread pages is told by its first.
const mostFaults = 100

const hidden = '（已封存 sealed）'

/**
 * A record as staff see it. Words around a mark are content, and only shown to those who may open it; of a sealed one
 * nobody is shown any words that came with it.
 */
export function presentRecord (
  record: StoredRecord, { reviews = [], redactions = [] }: RecordCompany, { quotes }: { quotes: boolean },
): RecordView {
  const redaction = redactions.find((one) => one.renditionId === record.id)
  const { id, mediaType, sha256, sizeBytes, addedBy, aboutPerson, renditionOf } = record
  const sealed = isSealed(record)
  return {
    id, ...caseOf(record), title: shownTitle(record), origin: sealed ? hidden : record.origin,
    originAgency: record.originAgency, mediaType, sha256, sizeBytes,
    addedBy, addedAt: record.addedAt.toISOString(), aboutPerson, renditionOf,
    declaredMarking: sealed ? bareDeclared(record.declaredMarking) : record.declaredMarking,
    scan: presentScan(record, { quotes }),
    sealed, declared: record.sealedAt === null ? null : isDeclared(record.declaredMarking), flags: record.flags,
    stages: Array.from({ length: record.reviewLevels }, (_, at) => levelOf(record, at + 1)),
    review: chainState(record, reviews.filter((review) => review.recordId === id)),
    redaction: redaction === undefined ? null : presentRedaction(redaction, { quotes }),
  }
}

function caseOf ({ caseId, caseKind }: StoredRecord): Pick<RecordView, 'requestId' | 'publicationId'> {
  return { requestId: caseKind === 'request' ? caseId : null, publicationId: caseKind === 'publication' ? caseId : null }
}

/** The title of a record. That of a sealed one may itself be the secret, so nobody is shown it. */
export function shownTitle (record: Pick<StoredRecord, 'title'> & Seal): string {
  return isSealed(record) ? hidden : record.title
}

/** The scan of a record, with or without the words around its marks. */
export function presentScan (record: StoredRecord, { quotes }: { quotes: boolean }): Static<typeof ScanView> {
  const { scanState, marks, pages, pagesRead, scanFaults } = record
  const faults = scanFaults.slice(0, mostFaults).map(({ code, place }) => ({ code, page: place?.page ?? null }))
  const scan = { state: scanState, pages, pagesRead, faults }
  if (isSealed(record)) return { ...scan, marks: bareMarks(marks) }
  const told = quotes ? [...marks] : unquoted(marks)
  if (record.unsealedBy === null) return { ...scan, marks: told }
  return { ...scan, marks: told.map((mark) => mark.kind === 'state_secret' ? { ...mark, falseAlarm: true } : mark) }
}
