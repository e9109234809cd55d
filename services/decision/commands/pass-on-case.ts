import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import { moveDecisions } from '../store/decisions.ts'
import { moveFilings } from '../store/filings.ts'
import { moveRecords } from '../store/records.ts'
import { moveReferrals } from '../store/referrals.ts'
import { moveTasks } from '../store/section-tasks.ts'
import { moveWorkSecrets } from '../store/work-secrets.ts'

/** What is in the safe of a case follows it to the agency that took over from the one that was merged. */
export async function passOnCase (tx: Transaction, caseId: string, toAgency: string): Promise<void> {
  await lockCase(tx, caseId)
  await moveRecords(tx, caseId, toAgency)
  await moveFilings(tx, caseId, toAgency)
  await moveWorkSecrets(tx, caseId, toAgency)
  await moveDecisions(tx, caseId, toAgency)
  await moveTasks(tx, caseId, toAgency)
  await moveReferrals(tx, caseId, toAgency)
}
