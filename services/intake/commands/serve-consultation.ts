import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { actingPerson } from '../acting-person.ts'
import type { LetterService } from '../consultation.ts'
import { errors } from '../errors.ts'
import { holdConsultation, type HeldConsultation } from '../hold-consultation.ts'
import { serviceFaults } from '../rules/consultation-faults.ts'
import { currentDeadline } from '../rules/current-deadline.ts'
import { todayAt } from '../rules/guards.ts'
import { textAt } from '../rules/value-at.ts'
import { serveLetter } from '../serve-letter.ts'

export type ServeConsultation = SentBody<LetterService> & { id: string, ifMatch: string | undefined }

/**
 * Records that a letter on paper reached its reader, on a day from its issue to this one, with the evidence. Throws 409 to
 * who sent it where that would make a legal day later that is over.
 */
export async function serveConsultation (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: ServeConsultation,
): Promise<HeldConsultation> {
  const at = deps.clock.now()
  const held = await holdConsultation(tx, caller, { id, action: 'serve_consultation', ifMatch, now: at })
  const openedOn = dayIn(held.consultation.openedAt, held.view.request.zone)
  const ruled = serviceFaults(body, '', { openedOn, today: todayAt(held.view, at) })
  refuseFaults(toldFaults(schemaFaults, ruled))
  if (movesDayAlone(caller, held, { on: textAt(body, '/on'), now: at })) throw errors.sentItYourself()
  const consultation = await serveLetter(tx, held, body as LetterService, { at, actor: actorOf(caller) })
  return { ...held, consultation }
}

// No one alone makes a legal day later once it is over: a service on or before it would.
function movesDayAlone (
  caller: Caller, { consultation, view }: HeldConsultation, { on, now }: { on: string | undefined, now: Date },
): boolean {
  const { overdue, dueOn } = currentDeadline(view, now)
  return overdue && on !== undefined && on <= dueOn && actingPerson(caller) === consultation.openedBy
}
