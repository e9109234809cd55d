import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CorrectionOutcome } from '../case-view.ts'
import type { HeldCase } from '../hold-case.ts'
import { changeOutcome } from '../store/corrections.ts'

/** Returns what was proposed for a request to correct that its applicant takes back; nobody decided so. */
export async function returnOnWithdrawal (
  tx: Transaction, { head, view: { correction } }: HeldCase, at: Date,
): Promise<CorrectionOutcome | undefined> {
  if (correction?.state !== 'proposed') return correction
  const returned = await changeOutcome(tx, correction.id, {
    state: 'returned', decidedAt: at, decisionReason: '申请人已撤回申请。',
  })
  await append(tx, head, {
    type: 'lightwell.correction.returned.v1', room: 'intake', actor: 'system', at, data: { outcomeId: correction.id },
  })
  return returned
}
