import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { actingPerson } from '../acting-person.ts'
import type { CorrectionOutcome } from '../case-view.ts'
import { errors } from '../errors.ts'
import { holdCase, moveOn, type HeldCase } from '../hold-case.ts'
import { outcomes } from '../views/present-correction.ts'
import { ofPresentApplicant } from '../rules/addressee.ts'
import { correctionFaults } from '../rules/correction-faults.ts'
import { findAgency } from '../store/agencies.ts'
import { insertOutcome } from '../store/corrections.ts'

/** What is to become of a record whose correction was asked for. */
export const OutcomeProposal = Type.Object({
  outcome: listed(outcomes),
  reason: { ...Line(5_000), description: 'What was changed, or why nothing was; it stands in the answer.' },
  forwardedTo: Type.Optional({
    ...Line(200), description: 'Of what is forwarded: the body that may change the record, by its code or in words.',
  }),
}, { additionalProperties: false })
export type OutcomeProposal = Static<typeof OutcomeProposal>

export type ProposeCorrection = { id: string, sent: SentBody<OutcomeProposal>, ifMatch: string | undefined }

/**
 * Proposes the answer to a request to correct a record. Throws 409 for a change that is asked by someone who is not proved
 * to be the one whom the record is about.
 */
export async function proposeCorrection (
  deps: Deps, tx: Transaction, caller: Caller, { id, sent, ifMatch }: ProposeCorrection,
): Promise<CorrectionOutcome> {
  const now = deps.clock.now()
  const held = await holdCase(tx, caller, { id, action: 'propose_correction', ifMatch, now })
  const { outcome, reason, forwardedTo } = await soundProposal(tx, held, sent)
  if (outcome === 'corrected' && ofPresentApplicant(held.view, held.view.proofs).length === 0) throw errors.identityNotProved()
  const proposed = await insertOutcome(tx, {
    id: uuidv7(), requestId: id, state: 'proposed', outcome, reason, forwardedTo: forwardedTo ?? null,
    proposedBy: actingPerson(caller), proposedAt: now,
  })
  await moveOn(tx, held)
  await append(tx, held.head, {
    type: 'lightwell.correction.proposed.v1', room: 'intake', actor: actorOf(caller), at: now,
    data: { outcomeId: proposed.id, outcome },
  })
  return proposed
}

async function soundProposal (
  tx: Transaction, { view: { request } }: HeldCase, { body, schemaFaults }: SentBody<OutcomeProposal>,
): Promise<OutcomeProposal> {
  const { forwardedTo } = body
  const isRegistered = typeof forwardedTo === 'string' && await findAgency(tx, forwardedTo) !== undefined
  refuseFaults(toldFaults(schemaFaults, correctionFaults(body, { isRegistered, ownCode: request.agencyCode })))
  return body as OutcomeProposal
}
