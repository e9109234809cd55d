import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import { moveDecisions } from '../store/decisions.ts'
import { moveRecords } from '../store/records.ts'

/** What is in the safe of a case follows it to the agency that took over from the one that was merged. */
export async function passOnCase (tx: Transaction, caseId: string, toAgency: string): Promise<void> {
  await lockCase(tx, caseId)
  await moveRecords(tx, caseId, toAgency)
  await moveDecisions(tx, caseId, toAgency)
}
