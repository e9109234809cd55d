import type { Reader } from '@lightwell/database/connect'
import type { WholeDecision } from './views/present-decision.ts'
import { shownTitle } from './views/present-record.ts'
import { regimeOf } from './regime-of.ts'
import { removalList } from './rules/removal-list.ts'
import { findSignedSheet } from './store/answer-sheets.ts'
import type { RequestCase } from './store/cases.ts'
import { listThirdPartyPapers } from './store/consultations.ts'
import { listParts, type Decision } from './store/decisions.ts'
import { findService } from './store/notices.ts'
import { findRecords } from './store/records.ts'
import { listRedactionLines } from './store/redactions.ts'

/**
 * A decision with its parts, the titles of their records, the day on which it was served, whom else it tells, and the sheet it
 * is signed on.
 */
export async function loadDecision (db: Reader, decision: Decision, request: RequestCase): Promise<WholeDecision> {
  const parts = await listParts(db, decision.id)
  const records = await findRecords(db, parts.flatMap((part) => part.records.map(({ id }) => id)))
  const lines = await listRedactionLines(db, records.filter(({ renditionOf }) => renditionOf !== null).map(({ id }) => id))
  const service = decision.noticeId === null ? undefined : await findService(db, decision.noticeId)
  return {
    decision, parts,
    titles: new Map(records.map((record) => [record.id, shownTitle(record)])),
    removals: new Map([...lines].map(([id, line]) => [id, removalList(line)])),
    servedOn: service?.servedOn ?? null,
    thirdParties: await listThirdPartyPapers(db, decision.caseId),
    regime: regimeOf(request),
    sheet: await findSignedSheet(db, decision.id),
  }
}
