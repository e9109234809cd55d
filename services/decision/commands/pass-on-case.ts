import { lockCase } from '@lightwell/events/case-head'
import type { Handler } from '@lightwell/events/subscriptions'
import { moveDecisions } from '../store/decisions.ts'
import { moveFilings } from '../store/filings.ts'
import { moveRecords } from '../store/records.ts'
import { moveReferrals } from '../store/referrals.ts'
import { moveDisputes } from '../store/secrecy-disputes.ts'
import { moveTasks } from '../store/section-tasks.ts'
import { moveWorkSecrets } from '../store/work-secrets.ts'

/** What is in the safe of a case follows it to the agency that took over from the one that was merged. */
export const passOnCase: Handler<'lightwell.request.passed_on.v1'> = async (_deps, tx, { subject: caseId, data, time }) => {
  const { toAgency } = data
  await lockCase(tx, caseId)
  await moveRecords(tx, caseId, toAgency)
  await moveFilings(tx, caseId, toAgency)
  await moveWorkSecrets(tx, caseId, toAgency)
  await moveDecisions(tx, caseId, toAgency)
  await moveTasks(tx, caseId, toAgency)
  await moveDisputes(tx, caseId, toAgency)
  await moveReferrals(tx, caseId, { ...data, at: time })
}
