import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdCase } from '../hold-case.ts'
import { issuePaper } from '../issue-paper.ts'
import { renderRegistrationReceipt } from '../render-registration-receipt.ts'
import { todayAt } from '../rules/guards.ts'
import { findProfile } from '../store/agency-profiles.ts'
import { findPaper, type Paper } from '../store/papers.ts'

/**
 * Issues the receipt of a registered request, once: who asks again gets the paper that there is. Where its number was made
 * void another one is issued.
 */
export async function registerReceipt (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch }: { id: string, ifMatch: string | undefined },
): Promise<{ paper: Paper, isNew: boolean }> {
  const now = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'register_receipt', ifMatch, now })
  const { view } = held
  const issued = view.notices.find(({ kind, voidedAt }) => kind === 'registration' && !voidedAt)
  if (issued !== undefined) return { paper: await findPaper(tx, issued.id) as Paper, isNew: false }
  const profile = await findProfile(tx, view.request.agencyCode, todayAt(view, now))
  const notice = await issuePaper(tx, held, {
    kind: 'registration', write: (head) => renderRegistrationReceipt(head, { view, profile, at: now }),
  }, { at: now, actor: actorOf(caller) })
  return { paper: await findPaper(tx, notice.id) as Paper, isNew: true }
}
