import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { lockCase } from '@lightwell/events/case-head'
import { closeDecision, findStandingDecision } from '../store/decisions.ts'

/** A request that was taken back leaves no proposal open. Harmless when there is none. */
export async function returnOnWithdrawal (deps: Deps, tx: Transaction, requestId: string): Promise<void> {
  const head = await lockCase(tx, requestId)
  const standing = await findStandingDecision(tx, requestId)
  if (head === undefined || standing?.state !== 'proposed') return
  const now = deps.clock.now()
  await closeDecision(tx, { ...standing, state: 'returned', decidedAt: now, decisionReason: '申请人已撤回申请。' })
  await append(tx, head, {
    type: 'lightwell.decision.returned.v1', room: 'decision', actor: 'system', at: now, data: { decisionId: standing.id },
  })
}
