import { v7 as uuidv7 } from 'uuid'
import { addMonthsClamped, type Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { reasonsNotice } from '@lightwell/documents/reasons-notice'
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
import { countFiledLately, insertReasonRequest } from '../store/reason-requests.ts'

const monthsLooked = 12

/** Why the number of requests is clearly too large, and the last day to say why they are needed. */
export type ReasonsAsk = { basis: string, respondBy: string }

export type AskReasons = SentBody<ReasonsAsk> & { requestId: string, ifMatch: string | undefined }

/**
 * Asks an applicant for the reasons of requests that are clearly too many (条例第三十五条), by a paper with their number;
 * gives the id. The clock runs on meanwhile.
 */
export async function askReasons (
  deps: Deps, tx: Transaction, caller: Caller, { requestId, body, schemaFaults, ifMatch }: AskReasons,
): Promise<string> {
  const at = deps.clock.now()
  const held = await holdCase(tx, caller, { id: requestId, action: 'ask_reasons', ifMatch, now: at })
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  const today = todayAt(held.view, at)
  refuseFaults(toldFaults(schemaFaults, askFaults(body, held, today)))
  const ask = body as ReasonsAsk
  const filedLately = await countFiledLately(tx, requestId, addMonthsClamped(today, -monthsLooked))
  const actor = actorOf(caller)
  const { id: noticeId } = await issueNotice(tx, held, { ...ask, filedLately, at, actor })
  const id = uuidv7()
  await insertReasonRequest(tx, {
    id, requestId, state: 'open', filedLately, ...ask, askedBy: caller.personId, askedAt: at, noticeId,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.request.reasons_requested.v1', room: 'intake', actor, at,
    data: { reasonRequestId: id, respondBy: ask.respondBy, noticeId },
  })
  return id
}

function askFaults ({ basis, respondBy }: Partial<ReasonsAsk>, { view }: HeldCase, today: Day): FieldFault[] {
  const { regime, calendar } = lawOf(view.request)
  return [
    ...typeof basis === 'string' ? outgoingFaults(basis, '/basis') : [],
    ...replyDayFaults(respondBy, { calendar, today, reply: regime.excessive.reply.value }),
  ]
}

async function issueNotice (
  tx: Transaction, held: HeldCase, asked: ReasonsAsk & { filedLately: number, at: Date, actor: string },
) {
  const { basis, respondBy, filedLately, at, actor } = asked
  const { kind } = held.view.request
  const { excessive } = lawOf(held.view.request).regime
  return await issuePaper(tx, held, {
    kind: 'reasons',
    write: (head) => reasonsNotice({
      ...head, kind, filedLately, basis, respondBy: respondBy as Day, article: sourceText(excessive.reply, head.language),
    }),
  }, { at, actor })
}
