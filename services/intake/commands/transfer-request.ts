import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { beginChild, type BegunChild } from '../begin-child.ts'
import { faults } from '../errors.ts'
import { holdCase, moveOn } from '../hold-case.ts'
import { issueTransferNotice } from '../issue-transfer-notice.ts'
import { holdTargets, leaving, type Targets } from '../routing-targets.ts'
import { todayAt } from '../rules/guards.ts'
import { targetFaults, type Leaving } from '../rules/target-faults.ts'
import { insertRouting } from '../store/routings.ts'

/** To which body, and why this one is not it. */
export type Transfer = { toAgency: string, reason: string }

export type TransferRequest = SentBody<Transfer> & { id: string, ifMatch: string | undefined }

/**
 * Moves a request that went to the wrong body of one government to the one that answers, under the same day of receipt,
 * and tells the applicant by a paper. Gives the request as it goes on there. Throws 409 once an answer is proposed, 422
 * for a body of another government.
 */
export async function transferRequest (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: TransferRequest,
): Promise<BegunChild> {
  const at = deps.clock.now()
  const targets = await holdTargets(tx, [body.toAgency])
  const held = await holdCase(tx, caller, { id, action: 'transfer', ifMatch, now: at })
  const from = await leaving(tx, held.view.request.agencyCode, true)
  refuseFaults(toldFaults(schemaFaults, transferFaults(body, targets, from)))
  const { toAgency, reason } = body as Transfer
  const actor = actorOf(caller)
  const agency = targets.get(toAgency) as NonNullable<ReturnType<Targets['get']>>
  const child = await beginChild(deps, tx, held, { relation: 'transferred', agency, actor, at })
  const { id: noticeId } = await issueTransferNotice(tx, held, { child, agency, reason, at, actor })
  await insertRouting(tx, {
    id: uuidv7(), requestId: id, kind: 'transfer', toAgency, reason, routedBy: actor, routedAt: at, noticeId,
  }, [child.id])
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.transferred.v1', room: 'intake', actor, at,
    data: { toAgency, requestId: child.id, transferredOn: todayAt(held.view, at), noticeId },
  })
  return child
}

function transferFaults ({ toAgency, reason }: Partial<Transfer>, targets: Targets, from: Leaving): FieldFault[] {
  return [
    ...typeof reason === 'string' ? outgoingFaults(reason, '/reason') : [],
    ...typeof toAgency !== 'string' ? []
      : toAgency === from.code ? [faults.sameAgency('/toAgency')]
        : targetFaults(targets.get(toAgency), from, '/toAgency'),
  ]
}
