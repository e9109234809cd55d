import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { CaseView } from '../case-view.ts'
import { ofPresentApplicant } from '../rules/addressee.ts'
import { bestProof, proofMethods } from '../rules/assurance.ts'

/** Whether somebody saw that the applicant is who he says. */
export const IdentityView = Type.Object({
  proved: Type.Boolean({ description: 'A number whose check digit fits proves nothing.' }),
  assurance: Type.Union([listed(['substantial', 'high']), Type.Null()]),
  method: Type.Union([listed(proofMethods), Type.Null()]),
  on: Type.Union([Type.String({ format: 'date' }), Type.Null()]),
})
export type IdentityView = Static<typeof IdentityView>

/** Presents the surest proof of the present applicant. */
export function presentIdentity (view: Pick<CaseView, 'parties' | 'proofs'>): IdentityView {
  const proof = bestProof(ofPresentApplicant(view, view.proofs))
  if (proof === undefined) return { proved: false, assurance: null, method: null, on: null }
  return { proved: true, assurance: proof.assurance, method: proof.method, on: proof.provedOn }
}
