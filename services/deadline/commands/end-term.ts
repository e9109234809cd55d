import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { closeTerm } from '../close-term.ts'
import { holdTerm } from '../hold-term.ts'
import { noteFaults } from '../rules/term-faults.ts'
import { mayEnd } from '../rules/term-handling.ts'

export type EndTerm = SentBody<{ reason: string }> & { id: string, ifMatch: string | undefined }

/** Ends a term in which nothing is owed any more, and says why. It does not begin anew. */
export async function endTerm (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: EndTerm,
): Promise<void> {
  const { head, term } = await holdTerm(tx, caller, { id, ifMatch, may: mayEnd })
  refuseFaults(toldFaults(schemaFaults, noteFaults(body.reason, '/reason')))
  const { reason } = body as { reason: string }
  const ended = dayIn(deps.clock.now(), term.zone)
  await closeTerm(deps, tx, { head, actor: actorOf(caller), note: reason.trim() }, { term, end: { ended } })
}
