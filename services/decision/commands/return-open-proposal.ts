import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { lockCase } from '@lightwell/events/case-head'
import { closeDecision, findStandingDecision } from '../store/decisions.ts'

// What ended a request, in the words that stand as the reason of the return.
const causes = {
  withdrawn: '申请人已撤回申请。',
  lapsed: '申请已终结。',
  transferred: '申请已转送其他机关。',
  divided: '申请已拆分办理。',
} as const

/** A request that ended without an answer leaves no proposal open. Harmless when there is none. */
export async function returnOpenProposal (
  deps: Deps, tx: Transaction, requestId: string, cause: keyof typeof causes,
): Promise<void> {
  const head = await lockCase(tx, requestId)
  const standing = await findStandingDecision(tx, requestId)
  if (head === undefined || standing?.state !== 'proposed') return
  const now = deps.clock.now()
  await closeDecision(tx, { ...standing, state: 'returned', decidedAt: now, decisionReason: causes[cause] })
  await append(tx, head, {
    type: 'lightwell.decision.returned.v1', room: 'decision', actor: 'system', at: now, data: { decisionId: standing.id },
  })
}
