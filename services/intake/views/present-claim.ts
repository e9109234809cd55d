import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { CaseView } from '../case-view.ts'
import { defects } from '../filing.ts'

/** What a request to correct a record says is wrong with it. */
export const ClaimView = Type.Object({
  recordTitle: Type.String(),
  defect: listed(defects),
  claim: Type.String(),
  relation: Type.String(),
  evidence: Type.String(),
})
export type ClaimView = Static<typeof ClaimView>

/** Presents what is asked to be corrected; undefined of any other request. */
export function presentClaim ({ claim: asked }: Pick<CaseView, 'claim'>): ClaimView | undefined {
  if (asked === undefined) return undefined
  const { recordTitle, defect, claim, relation, evidence } = asked
  return { recordTitle, defect, claim, relation, evidence }
}
