import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { CaseView } from '../case-view.ts'
import { faults } from '../errors.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { todayAt } from '../rules/guards.ts'
import { textAt } from '../rules/value-at.ts'
import { updateRequest } from '../store/applicants.ts'
import { returnOnWithdrawal } from './return-on-withdrawal.ts'

/** What comes with a withdrawal; of a party nothing has to. */
export type Withdrawal = { reason?: string, evidence?: string }

type Input = SentBody<Withdrawal> & { id: string, ifMatch: string | undefined }

/**
 * Takes a request back before its answer is approved, on the applicant's word. Who enters a word on paper says what
 * shows it. Throws 409 afterwards.
 */
export async function withdrawRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<CaseView> {
  const now = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'withdraw', ifMatch, now })
  const unshown = caller.kind === 'staff' && (textAt(body, '/evidence') ?? '').trim() === ''
  refuseFaults(toldFaults(schemaFaults, unshown ? [faults.evidenceRequired('/evidence')] : []))
  const { evidence } = body
  const moved = await moveOn(tx, held)
  if (evidence !== undefined) await updateRequest(tx, id, { withdrawalEvidence: evidence })
  await append(tx, held.head, {
    type: 'lightwell.request.withdrawn.v1', room: 'intake', actor: actorOf(caller), at: now,
    data: { withdrawnOn: todayAt(held.view, now) },
  })
  const correction = await returnOnWithdrawal(tx, held, now)
  const request = { ...moved, withdrawalEvidence: evidence ?? null }
  return { ...held.view, request, correction, version: held.head.version }
}
