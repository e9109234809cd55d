import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { policy } from '@lightwell/http/policy'
import { errors } from './errors.ts'
import { loadPublished, type Published } from './load-published.ts'
import { refuseGaps } from './refuse-gaps.ts'
import { regimeOf } from './regime-of.ts'
import { requireUnitReady } from './require-unit-ready.ts'
import { mostReleasedBytes, mostReleasedRecords } from './rules/proposal-faults.ts'
import { publicationGaps } from './rules/publication-gaps.ts'
import type { Publication } from './store/publications.ts'
import { hasAnother } from './store/publishers.ts'

/**
 * What a publication would make public, where nothing stands against it. It is asked at the proposal and again at the
 * approval. Throws 409 with all that is missing of its records, or with what stands against it as a whole.
 */
export async function requirePublishable (
  db: Reader, publication: Publication, { today, passesPersonalData }: { today: Day, passesPersonalData: boolean },
): Promise<Published[]> {
  if (publication.openness !== 'proactive') throw errors.notProactive()
  if (publication.inScope === false) throw errors.outOfScope()
  if (publication.inScope === null && await couldBeExamined(db, publication, today)) throw errors.examinationMissing()
  await requireUnitReady(db, { agencyCode: publication.agencyCode, regime: regimeOf(publication), on: today })
  const published = await loadPublished(db, publication.id)
  refuseGaps(publicationGaps(published, { hasConsent: publication.personalConsent !== null, passesPersonalData }))
  const words = [publication.title, publication.summary, ...published.map(({ record }) => record.title)]
  if (words.some((text) => outgoingFaults(text, '').length > 0)) throw errors.publicationNotClean()
  if (published.length > mostReleasedRecords || sizeOf(published) > mostReleasedBytes) throw errors.publicationTooLarge()
  return published
}

// One who is alone with his duty is not waited for: a legal day runs.
async function couldBeExamined (db: Reader, { agencyCode, openedBy }: Publication, on: Day): Promise<boolean> {
  return await hasAnother(db, { agencyCode, duties: policy.publication.examine, personId: openedBy, on })
}

function sizeOf (published: readonly Published[]): number {
  return published.reduce((sum, { record }) => sum + record.sizeBytes, 0)
}
