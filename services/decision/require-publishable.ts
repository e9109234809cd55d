import type { Reader } from '@lightwell/database/connect'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { policy } from '@lightwell/http/policy'
import { errors } from './errors.ts'
import { loadPublished, type Published } from './load-published.ts'
import { refuseGaps } from './refuse-gaps.ts'
import { mostReleasedBytes, mostReleasedRecords } from './rules/proposal-faults.ts'
import { publicationGaps } from './rules/publication-gaps.ts'
import type { Publication } from './store/publications.ts'
import { hasAnother } from './store/publishers.ts'

/**
 * What a publication would make public, where nothing stands against it. It is asked at the proposal and again at the
 * approval. Throws 409 with all that is missing of its records, or with what stands against it as a whole.
 */
export async function requirePublishable (db: Reader, publication: Publication): Promise<Published[]> {
  if (publication.openness !== 'proactive') throw errors.notProactive()
  if (publication.inScope === false) throw errors.outOfScope()
  if (publication.inScope === null && await couldBeExamined(db, publication)) throw errors.examinationMissing()
  const published = await loadPublished(db, publication.id)
  refuseGaps(publicationGaps(published, publication.personalConsent !== null))
  const words = [publication.title, publication.summary, ...published.map(({ record }) => record.title)]
  if (words.some((text) => outgoingFaults(text, '').length > 0)) throw errors.publicationNotClean()
  if (published.length > mostReleasedRecords || sizeOf(published) > mostReleasedBytes) throw errors.publicationTooLarge()
  return published
}

// One who is alone with his duty is not waited for: a legal day runs.
async function couldBeExamined (db: Reader, { agencyCode, openedBy }: Publication): Promise<boolean> {
  return await hasAnother(db, { agencyCode, duties: policy.publication.examine, personId: openedBy })
}

function sizeOf (published: readonly Published[]): number {
  return published.reduce((sum, { record }) => sum + record.sizeBytes, 0)
}
