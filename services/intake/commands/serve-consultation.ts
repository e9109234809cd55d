import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { LetterService } from '../consultation.ts'
import { holdConsultation, type HeldConsultation } from '../hold-consultation.ts'
import { serviceFaults } from '../rules/consultation-faults.ts'
import { todayAt } from '../rules/guards.ts'
import { toldFaults } from '../rules/told-faults.ts'
import type { SentBody } from '../sent-body.ts'
import { serveLetter } from '../serve-letter.ts'

export type ServeConsultation = SentBody<LetterService> & { id: string, ifMatch: string | undefined }

/** Records that a letter on paper reached its reader, on a day from its issue to this one, with the evidence. */
export async function serveConsultation (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: ServeConsultation,
): Promise<HeldConsultation> {
  const at = deps.clock.now()
  const held = await holdConsultation(tx, caller, { id, action: 'serve_consultation', ifMatch, now: at })
  const openedOn = dayIn(held.consultation.openedAt, held.view.request.zone)
  const ruled = serviceFaults(body, '', { openedOn, today: todayAt(held.view, at) })
  refuseFaults(toldFaults(schemaFaults, ruled))
  const consultation = await serveLetter(tx, held, body as LetterService, { at, actor: actorOf(caller) })
  return { ...held, consultation }
}
