import type { Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import type { Consultation } from './case-view.ts'
import { holdCase, notPossible, type HeldCase } from './hold-case.ts'
import { findConsultation } from './store/consultations.ts'

/** A consultation whose case this transaction holds. */
export type HeldConsultation = HeldCase & { consultation: Consultation }

/** What is to be done with which consultation, and when. */
export type ConsultationAct = {
  id: string, action: 'serve_consultation' | 'answer_consultation', ifMatch: string | undefined, now: Date,
}

/**
 * Holds the case of a consultation for a step that this very letter can take now. Throws like `holdCase`; who was
 * consulted does not see the case and so has no version of it to match.
 */
export async function holdConsultation (
  tx: Transaction, caller: Caller, { id, action, ifMatch, now }: ConsultationAct,
): Promise<HeldConsultation> {
  if (caller.kind === 'anonymous') throw doorErrors.unauthenticated()
  const found = await findConsultation(tx, id)
  if (found === undefined) throw doorErrors.notFound()
  const held = await holdCase(tx, caller, {
    id: found.consultation.requestId, action, ifMatch: caller.kind === 'consulted' ? undefined : ifMatch, now,
    consultationId: id,
  })
  const consultation = held.view.consultations.find((one) => one.id === id)
  if (consultation === undefined) throw doorErrors.notFound()
  if (action === 'serve_consultation' && consultation.servedOn !== null) throw notPossible('no_letter_unserved')
  if (action === 'answer_consultation' && !waits(consultation)) throw notPossible('no_letter_unanswered')
  return { ...held, consultation }
}

function waits ({ servedOn, answer }: Consultation): boolean {
  return servedOn !== null && answer === null
}
