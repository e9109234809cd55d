import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import { yearOf, type Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { contentHash } from '../content-hash.ts'
import { errors } from '../errors.ts'
import { holdProposedPublication, type DecideOn } from '../hold-proposed-publication.ts'
import type { Published } from '../load-published.ts'
import { openedBytes } from '../opened-bytes.ts'
import { requirePublishable } from '../require-publishable.ts'
import { freshUntil } from '../rules/fresh-until.ts'
import { indexNumber } from '../rules/index-number.ts'
import { insertDisclosures, takeIndexCount, type Disclosure } from '../store/disclosures.ts'
import { savePublication, type Publication } from '../store/publications.ts'
import type { StoredRecord } from '../store/records.ts'
import { listReviews } from '../store/reviews.ts'

/** The head's own word, and why personal data that was found in what goes out may stand there; without it they may not. */
export const PublicationApprovalBody = Type.Union([
  Type.Object({
    reason: Type.Optional(Line(2_000)), personalData: Type.Optional(Line(2_000)),
  }, { additionalProperties: false }), Type.Null(),
])
export type PublicationApprovalBody = Static<typeof PublicationApprovalBody>

/**
 * Approves a publication, which makes it public: the rules are asked again on what is then true, the bytes are read again,
 * and each record gets its entry and its number in the index. Who reviewed one of them does not approve it as well.
 */
export async function approvePublication (
  deps: Deps, tx: Transaction, caller: Caller, { personalData, ...wish }: DecideOn & { personalData: string | null },
): Promise<{ publication: Publication, disclosures: Disclosure[] }> {
  const { head, publication, by } = await holdProposedPublication(deps, tx, caller, wish)
  const at = by.decidedAt
  const today = dayIn(at, publication.zone)
  const published = await requirePublishable(tx, publication, { today, passesPersonalData: personalData !== null })
  const records = published.map(({ record }) => record)
  await requireNoReviewer(tx, records, by.decidedBy)
  await verifyBytes(deps, tx, records)
  const approved: Publication = { ...publication, state: 'published', ...by, personalDataReason: personalData }
  await savePublication(tx, approved)
  const disclosures = await discloseAll(tx, approved, { published, by: by.decidedBy, at })
  const fact = { room: 'decision', actor: actorOf(caller), at } as const
  await append(tx, head, {
    ...fact, type: 'lightwell.publication.published.v1',
    data: {
      publicationId: publication.id, publishedOn: today, asDeputy: by.decidedAsDeputy,
      recordHashes: records.map(({ sha256 }) => sha256),
    },
  })
  for (const { id: disclosureId, recordId, sha256 } of disclosures) {
    await append(tx, head, {
      ...fact, type: 'lightwell.disclosure.published.v1', data: { disclosureId, recordId, contentHash: contentHash(deps.keys, sha256) },
    })
  }
  return { publication: approved, disclosures }
}

async function requireNoReviewer (tx: Transaction, records: readonly StoredRecord[], personId: string): Promise<void> {
  const reviews = await listReviews(tx, records.map(({ id }) => id))
  if (reviews.some(({ reviewerId }) => reviewerId === personId)) throw errors.reviewedIt()
}

/** What goes out is, to the byte, what was reviewed. */
async function verifyBytes (deps: Deps, tx: Transaction, records: readonly StoredRecord[]): Promise<void> {
  for (const record of records) await openedBytes(deps, tx, record)
}

async function discloseAll (
  tx: Transaction, publication: Publication, { published, by, at }: { published: readonly Published[], by: string, at: Date },
): Promise<Disclosure[]> {
  const today = dayIn(at, publication.zone)
  const disclosures: Disclosure[] = []
  for (const { record } of published) disclosures.push(await newDisclosure(tx, publication, { record, by, at, today }))
  await insertDisclosures(tx, disclosures)
  return disclosures
}

async function newDisclosure (
  tx: Transaction, publication: Publication, { record, by, at, today }: { record: StoredRecord, by: string, at: Date, today: Day },
): Promise<Disclosure> {
  const { id: publicationId, agencyCode, summary, category, portalColumn, form, cadence, madeOn } = publication
  const { id: recordId, sha256, title, mediaType, sizeBytes } = record
  const year = yearOf(today)
  return {
    id: uuidv7(), indexNumber: indexNumber({ agencyCode, year, count: await takeIndexCount(tx, agencyCode, year) }),
    agencyCode, publicationId, approvedBy: by, recordId, sha256, title, summary, category, portalColumn, form, mediaType, sizeBytes,
    madeOn, publishedAt: at, confirmedOn: today, freshUntil: freshUntil(cadence, today),
    takenDownAt: null, takenDownBy: null, takedownCause: null, takedownReason: null,
  }
}
