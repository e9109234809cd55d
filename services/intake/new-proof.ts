import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { CaseView, RequestRow } from './case-view.ts'
import type { Proof } from './proof.ts'
import { assuranceOf } from './rules/assurance.ts'

/** A proof as its row keeps it, with what was seen. */
export type ProofRow = CaseView['proofs'][number] & { evidence: string }

/** A proof of the applicant of a request, by whom and when it was recorded. */
export function newProof (
  { id, zone }: Pick<RequestRow, 'id' | 'zone'>, { method, evidence, on }: Proof, { actor, at }: { actor: string, at: Date },
): ProofRow {
  return {
    id: uuidv7(), requestId: id, method, assurance: assuranceOf(method), evidence, provedOn: on ?? dayIn(at, zone),
    recordedBy: actor, recordedAt: at,
  }
}
