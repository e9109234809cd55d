import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { newToken } from '@lightwell/secrets/tokens'
import type { CaseView } from '../case-view.ts'
import { faults } from '../errors.ts'
import { holdCase } from '../hold-case.ts'
import { newProof } from '../new-proof.ts'
import type { Proof } from '../proof.ts'
import { ofPresentApplicant } from '../rules/addressee.ts'
import { bestProof, proofMethods, suffices } from '../rules/assurance.ts'
import { todayAt } from '../rules/guards.ts'
import { proofFaults } from '../rules/proof-faults.ts'
import { textAt } from '../rules/value-at.ts'
import { listOpenedWith, replaceToken } from '../store/applicants.ts'
import { findCases } from '../store/cases.ts'
import { recordProof } from './record-proof.ts'

type Input = SentBody<{ proof: Proof }> & { id: string, ifMatch: string | undefined }

/**
 * Gives a new access token for a lost one, to who proves that he is the applicant at least as surely as was proved
 * before. The old token dies at once, for every request that it opened. Throws 422 for a weaker proof.
 */
export async function renewToken (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<string> {
  const at = deps.clock.now()
  const actor = actorOf(caller)
  const { head, view } = await holdCase(tx, caller, { id, action: 'renew_token', ifMatch, now: at })
  const { request } = view
  refuseFaults(toldFaults(schemaFaults, [
    ...proofFaults(body, '/proof', { caller, today: todayAt(view, at), kind: request.applicantKind }),
    ...weakness(body, await findCases(tx, await listOpenedWith(tx, id))),
  ]))
  const { token, hash } = newToken('request')
  // Before the proof is kept: its foreign key would hold the request against who renews the token of another of them.
  if (!await replaceToken(tx, id, hash)) throw errors.stale()
  const proof = await recordProof(tx, head, newProof(request, body.proof as Proof, { actor, at }))
  await append(tx, head, {
    type: 'lightwell.request.token_renewed.v1', room: 'intake', actor, at, data: { proofId: proof.id },
  })
  return token
}

// The token opens all that came of one request, so that the surest proof of any of them counts.
function weakness (body: unknown, opened: readonly CaseView[]): FieldFault[] {
  const method = proofMethods.find((known) => known === textAt(body, '/proof/method'))
  const best = bestProof(opened.flatMap((view) => ofPresentApplicant(view, view.proofs)))
  return method === undefined || suffices(method, best) ? [] : [faults.assuranceTooLow('/proof/method')]
}
