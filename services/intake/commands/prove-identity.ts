import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import type { CaseView } from '../case-view.ts'
import { holdCase } from '../hold-case.ts'
import { newProof } from '../new-proof.ts'
import type { Proof } from '../proof.ts'
import { todayAt } from '../rules/guards.ts'
import { proofFaults } from '../rules/proof-faults.ts'
import { recordProof } from './record-proof.ts'

type Input = SentBody<Proof> & { id: string, ifMatch: string | undefined }

/** Keeps that somebody saw that the applicant is who he says. Throws 422 for a proof that is not this caller's to give. */
export async function proveIdentity (
  deps: Deps, tx: Transaction, caller: Caller, { id, ifMatch, body, schemaFaults }: Input,
): Promise<CaseView> {
  const at = deps.clock.now()
  const { head, view } = await holdCase(tx, caller, { id, action: 'prove_identity', ifMatch, now: at })
  const { request } = view
  refuseFaults(toldFaults(schemaFaults, proofFaults(body, '', { caller, today: todayAt(view, at), kind: request.applicantKind })))
  const proof = await recordProof(tx, head, newProof(request, body as Proof, { actor: actorOf(caller), at }))
  return { ...view, proofs: [...view.proofs, proof], version: head.version }
}
