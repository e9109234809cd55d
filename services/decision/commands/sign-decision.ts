import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { refuseFaults } from '@lightwell/http/refusal'
import { actsAsDeputy, decisionFor } from '../authorize-staff.ts'
import { errors as roomErrors } from '../errors.ts'
import { loadDecision } from '../load-decision.ts'
import { holdRequest } from '../open-request.ts'
import type { WholeDecision } from '../views/present-decision.ts'
import { nextStep, postsForStep } from '../rules/answer-sheet.ts'
import { isAnswerable } from '../rules/case-open.ts'
import { errors } from '../sheet-errors.ts'
import { findSignedSheet, insertSignature } from '../store/answer-sheets.ts'
import { findDecision } from '../store/decisions.ts'

/** What a signer thinks of the proposed answer. It stays in the house. */
export const SignatureBody = Type.Object({ opinion: Line(2_000) }, { additionalProperties: false })
export type SignatureBody = Static<typeof SignatureBody>

export type SignDecision = { decisionId: string, opinion: string, ifMatch: string | undefined }

/** Signs the next step of a proposed answer's sheet (会签). Throws 403 to who may not be the one who signs it, 409, 422. */
export async function signDecision (
  deps: Deps, tx: Transaction, caller: Caller, { decisionId, opinion, ifMatch }: SignDecision,
): Promise<WholeDecision> {
  const { decision: { caseId, proposedBy }, staff, posts } = await decisionFor(tx, decisionId, {
    caller, resource: 'decision', verb: 'sign',
  })
  if (proposedBy === staff.personId) throw errors.proposerMayNotSign()
  refuseFaults(outgoingFaults(opinion, '/opinion'))
  const { head, request } = await holdRequest(tx, caseId, ifMatch)
  const decision = await findDecision(tx, decisionId)
  if (decision?.state !== 'proposed') throw roomErrors.decisionDecided()
  if (!isAnswerable(request.status)) throw roomErrors.requestIncomplete()
  const sheet = await findSignedSheet(tx, decisionId)
  const open = nextStep(sheet)
  if (open === undefined) throw errors.nothingToSign()
  const through = postsForStep(posts, open.next)
  if (through.length === 0) throw errors.notYourStep()
  if (sheet.signatures.some(({ signedBy }) => signedBy === staff.personId)) throw errors.signedAlready()
  const signature = {
    step: open.step, duty: open.next.duty, signedBy: staff.personId, asDeputy: actsAsDeputy(through), opinion,
    signedAt: deps.clock.now(),
  }
  await insertSignature(tx, { ...signature, decisionId, proposedBy })
  const { step, duty, asDeputy } = signature
  await append(tx, head, {
    type: 'lightwell.decision.signed.v1', room: 'decision', actor: actorOf(caller), at: signature.signedAt,
    data: { decisionId, step, duty, asDeputy },
  })
  return await loadDecision(tx, decision, request)
}
