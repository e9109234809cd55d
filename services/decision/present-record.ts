import { Type, type Static } from '@sinclair/typebox'
import { nullable } from './fields.ts'
import { levelOf } from './rules/chain.ts'
import { bareDeclared, bareMarks, DeclaredMarking, unquoted } from './rules/marking.ts'
import { chainState } from './rules/review-chain.ts'
import type { Redaction, StoredRecord } from './store/records.ts'
import type { Review } from './store/reviews.ts'

/** How far the chain of a record has come. */
export const ReviewState = Type.Object({
  levels: Type.Integer(),
  nextLevel: nullable(Type.Integer()),
  complete: Type.Boolean(),
  finding: nullable(Type.String({ description: 'release, redact, withhold or refer: the strictest of all levels' })),
})

/** A rectangle on a page, in parts of its width and height from the upper left corner. */
export const AreaView = Type.Object({ left: Type.Number(), top: Type.Number(), width: Type.Number(), height: Type.Number() })

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

/** Of a rendition: the places that were taken out of the original, and the proof that they are gone. Never the words. */
export const RedactionView = Type.Object({
  spans: Type.Array(Type.Object({ start: Type.Integer(), end: Type.Integer(), ground: Type.String() })),
  proof: Type.Object({
    removedSpans: Type.Integer(),
    removedCharacters: Type.Integer(),
    remainsElsewhere: Type.Array(Type.Object({ span: Type.Integer(), count: Type.Integer() }), {
      description: 'Words of a span that still stand elsewhere in the rendition.',
    }),
    passed: Type.Boolean(),
  }),
})

/** A record without its content. */
export const RecordView = Type.Object({
  id: Type.String(),
  requestId: nullable(Type.String()),
  publicationId: nullable(Type.String()),
  title: Type.String(),
  origin: Type.String(),
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
  flags: Type.Array(Type.String(), { description: 'What makes its chain longer than that of its case.' }),
  review: ReviewState,
  stages: Type.Array(Type.String(), { description: 'What each level of its chain is, in order, such as business_section or review:1.' }),
  redaction: nullable(RedactionView),
})
export type RecordView = Static<typeof RecordView>

/** What belongs to records: reviews and redactions, of these and maybe of others too. */
export type RecordCompany = { reviews?: readonly Review[], redactions?: readonly Redaction[] }

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
  const sealed = record.sealedAt !== null
  return {
    id, ...caseOf(record), title: shownTitle(record), origin: sealed ? hidden : record.origin, mediaType, sha256, sizeBytes,
    addedBy, addedAt: record.addedAt.toISOString(), aboutPerson, renditionOf,
    declaredMarking: sealed ? bareDeclared(record.declaredMarking) : record.declaredMarking,
    scan: presentScan(record, { quotes }),
    sealed, flags: record.flags,
    stages: Array.from({ length: record.reviewLevels }, (_, at) => levelOf(record, at + 1)),
    review: chainState(record, reviews.filter((review) => review.recordId === id)),
    redaction: redaction === undefined ? null : presentRedaction(redaction),
  }
}

function caseOf ({ caseId, caseKind }: StoredRecord): Pick<RecordView, 'requestId' | 'publicationId'> {
  return { requestId: caseKind === 'request' ? caseId : null, publicationId: caseKind === 'publication' ? caseId : null }
}

/** The title of a record. That of a sealed one may itself be the secret, so nobody is shown it. */
export function shownTitle ({ title, sealedAt }: Pick<StoredRecord, 'title' | 'sealedAt'>): string {
  return sealedAt === null ? title : hidden
}

function presentRedaction ({ spans, proof }: Redaction): Static<typeof RedactionView> {
  return { spans: [...spans], proof: { ...proof, remainsElsewhere: [...proof.remainsElsewhere] } }
}

/** The scan of a record, with or without the words around its marks. */
export function presentScan (
  { scanState, marks, sealedAt, pages, pagesRead, scanFaults }: StoredRecord, { quotes }: { quotes: boolean },
): Static<typeof ScanView> {
  const faults = scanFaults.slice(0, mostFaults).map(({ code, place }) => ({ code, page: place?.page ?? null }))
  const scan = { state: scanState, pages, pagesRead, faults }
  if (sealedAt !== null) return { ...scan, marks: bareMarks(marks) }
  return { ...scan, marks: quotes ? [...marks] : unquoted(marks) }
}
