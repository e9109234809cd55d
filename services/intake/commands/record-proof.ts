import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { ProofRow } from '../new-proof.ts'
import { insertProof } from '../store/parties.ts'

/** Keeps a proof of identity of a request that this transaction holds, and tells its history so. */
export async function recordProof (tx: Transaction, head: CaseHead, proof: ProofRow): Promise<ProofRow> {
  const { id: proofId, method, assurance, recordedBy: actor, recordedAt: at } = proof
  await insertProof(tx, proof)
  await append(tx, head, {
    type: 'lightwell.request.identity_proved.v1', room: 'intake', actor, at, data: { proofId, method, assurance },
  })
  return proof
}
