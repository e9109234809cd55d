import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { clarificationNotice } from '@lightwell/documents/clarification-notice'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lawOf } from '@lightwell/regimes/law-of'
import { sourceText } from '@lightwell/regimes/source-text'
import { holdCase, moveOn, type HeldCase } from '../hold-case.ts'
import { issuePaper } from '../issue-paper.ts'
import { todayAt } from '../rules/guards.ts'
import { replyDayFaults } from '../rules/reply-day-faults.ts'
import { insertClarification } from '../store/clarifications.ts'

/** What is unclear, item by item, and the last day to answer. */
export type ClarificationAsk = { items: string[], respondBy: string }

export type AskClarification = SentBody<ClarificationAsk> & { requestId: string, ifMatch: string | undefined }

/**
 * Asks once for what is unclear in a request (条例第三十条), by a paper that says what silence means; gives the id. Throws
 * 409 for a second time, or once the time to ask is over.
 */
export async function askClarification (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: AskClarification,
): Promise<string> {
  const at = deps.clock.now()
  const held = await holdCase(tx, caller, { id: requestId, action: 'ask_clarification', ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  const askedOn = todayAt(held.view, at)
  refuseFaults(toldFaults(schemaFaults, askFaults(body, held, askedOn)))
  const { items, respondBy } = body as ClarificationAsk
  const actor = actorOf(caller)
  const { id: noticeId } = await issueNotice(tx, held, { items, respondBy, at, actor })
  const id = uuidv7()
  await insertClarification(tx, {
    id, requestId, state: 'open', items, askedOn, respondBy, askedBy: caller.personId, askedAt: at, noticeId,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.clarification_requested.v1', room: 'intake', actor, at,
    data: { clarificationId: id, askedOn, respondBy, noticeId },
  })
  return id
}

function askFaults ({ items, respondBy }: Partial<ClarificationAsk>, { view }: HeldCase, today: Day): FieldFault[] {
  const { regime, calendar } = lawOf(view.request)
  const texts = Array.isArray(items) ? items : []
  return [
    ...texts.flatMap((item, at) => typeof item === 'string' ? outgoingFaults(item, `/items/${at}`) : []),
    ...replyDayFaults(respondBy, { calendar, today, reply: regime.clarification.reply.value }),
  ]
}

async function issueNotice (
  tx: Transaction, held: HeldCase, { items, respondBy, at, actor }: ClarificationAsk & { at: Date, actor: string },
) {
  const { kind, language } = held.view.request
  const { unanswered, clock } = lawOf(held.view.request).regime.clarification
  return await issuePaper(tx, held, {
    kind: 'clarification',
    write: (head) => clarificationNotice({
      ...head, kind, items, respondBy: respondBy as Day, article: sourceText(unanswered, language), clock: clock.value,
    }),
  }, { at, actor })
}
