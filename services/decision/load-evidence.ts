import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { regimeOf } from './regime-of.ts'
import type { Evidence } from './rules/evidence-gaps.ts'
import type { ProposedPart } from './rules/proposal.ts'
import type { RecordsById } from './rules/record-facts.ts'
import { cameBefore } from './rules/same-applicant.ts'
import type { RequestCase } from './store/cases.ts'
import { findLevelsInForce } from './store/classification-authorities.ts'
import { listConsulted } from './store/consultations.ts'
import { countSearches } from './store/searches.ts'
import { isClarified, isFoundUnreasonable, isIdentityProved, listAnswered } from './store/steps.ts'

/** What is on record of a request now, for the parts that are to be decided. */
export async function loadEvidence (
  db: Reader, request: RequestCase, { parts, records, today }: { parts: readonly ProposedPart[], records: RecordsById, today: Day },
): Promise<Evidence> {
  const named = parts.flatMap(({ earlierRequestId }) => earlierRequestId ?? [])
  const answered = await listAnswered(db, [...new Set(named)])
  return {
    regime: regimeOf(request), records, today, asked: request.description,
    searches: await countSearches(db, request.id),
    clarified: await isClarified(db, request.id),
    foundUnreasonable: await isFoundUnreasonable(db, request.id),
    answeredBefore: new Set(answered.filter((earlier) => cameBefore(earlier, request)).map(({ id }) => id)),
    identityProved: await isIdentityProved(db, request.id),
    consultations: await listConsulted(db, request.id),
    classifies: await findLevelsInForce(db, request.agencyCode, today),
  }
}
