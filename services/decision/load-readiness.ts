import type { Day } from '@lightwell/calendar/day'
import type { Reader } from '@lightwell/database/connect'
import { loadStaffing } from '@lightwell/http/register/staffing'
import { staffingGaps } from '@lightwell/http/register/staffing-gaps'
import { loadEvidence } from './load-evidence.ts'
import { loadRecordFacts } from './load-record-facts.ts'
import { regimeOf } from './regime-of.ts'
import { proposalOf } from './require-still-sound.ts'
import { evidenceGaps } from './rules/evidence-gaps.ts'
import type { EvidenceGap } from './rules/evidence-gap.ts'
import type { ReadinessFacts } from './rules/readiness.ts'
import type { WorkedRecord } from './rules/record-blockers.ts'
import type { RecordsById } from './rules/record-facts.ts'
import { unitGaps } from './rules/unit-gaps.ts'
import { findSignedSheet } from './store/answer-sheets.ts'
import type { RequestCase } from './store/cases.ts'
import { listConsulted } from './store/consultations.ts'
import { findStandingDecision, listParts, type Decision, type Part } from './store/decisions.ts'
import { findService } from './store/notices.ts'
import { findRecords } from './store/records.ts'
import { listOpenReferralsOf } from './store/referrals.ts'
import { listReviews } from './store/reviews.ts'
import { countSearches } from './store/searches.ts'
import { listTasksOf } from './store/section-tasks.ts'
import { findRespondBy } from './store/steps.ts'
import { findUnit } from './store/units.ts'
import { listStandingSecrets } from './store/work-secrets.ts'

/** What is on record of a request that is to be answered, on a day. Of a proposed answer only its own records count. */
export async function loadReadiness (db: Reader, request: RequestCase, today: Day): Promise<ReadinessFacts> {
  const { id, agencyCode, status } = request
  const decision = await findStandingDecision(db, id)
  const parts = decision === undefined ? [] : await listParts(db, decision.id)
  const named = parts.flatMap(({ records }) => records.map((record) => record.id))
  const facts = await loadRecordFacts(db, id, named)
  const records = (await workedRecords(db, facts)).filter((record) => decision === undefined || named.includes(record.id))
  const submitters = [...new Set(records.map(({ addedBy }) => addedBy))]
  const staffing = await loadStaffing(db, agencyCode, { on: today, submitters })
  return {
    status, today, records,
    respondBy: (await findRespondBy(db, id) ?? null) as Day | null,
    searches: await countSearches(db, id),
    tasks: (await listTasksOf(db, id, undefined, 100)).filter(({ state }) => state === 'open'),
    consultations: await listConsulted(db, id),
    referrals: await listOpenReferralsOf(db, id),
    staffing: staffing === undefined ? [] : staffingGaps(staffing),
    unit: unitGaps(regimeOf(request), await findUnit(db, agencyCode, today)),
    decision: await standing(db, decision),
    sheet: decision === undefined ? { steps: [], signatures: [] } : await findSignedSheet(db, decision.id),
    evidence: decision?.state === 'proposed' ? await missing(db, { request, decision, parts, records: facts, today }) : [],
  }
}

async function standing (db: Reader, decision: Decision | undefined): Promise<ReadinessFacts['decision']> {
  if (decision === undefined || decision.state === 'returned') return undefined
  const { id, state, proposedBy, noticeId } = decision
  return { id, state, proposedBy, noticeId, served: noticeId !== null && await findService(db, noticeId) !== undefined }
}

async function missing (
  db: Reader, { request, decision, parts, records, today }: {
    request: RequestCase, decision: Decision, parts: readonly Part[], records: RecordsById, today: Day
  },
): Promise<EvidenceGap[]> {
  const proposal = proposalOf({ decision, parts })
  return evidenceGaps(proposal.parts, await loadEvidence(db, request, { parts: proposal.parts, records, today }))
}

async function workedRecords (db: Reader, facts: RecordsById): Promise<WorkedRecord[]> {
  const ids = [...facts.keys()]
  const reviews = await listReviews(db, ids)
  const secrets = (await listStandingSecrets(db, ids)).filter(({ state }) => state === 'proposed')
  return (await findRecords(db, ids)).map(({ id, sha256, scanState, addedBy, stages }) => ({
    ...facts.get(id)!, scanState, addedBy, stages,
    reviewedBy: new Map(reviews.filter((review) => review.recordId === id && review.sha256 === sha256)
      .map(({ level, reviewerId }) => [level, reviewerId])),
    workSecretBy: secrets.find(({ recordId }) => recordId === id)?.proposedBy,
  }))
}
