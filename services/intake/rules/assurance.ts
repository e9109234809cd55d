/** How an identity can be proved. */
export const proofMethods = ['portal_realname', 'id_copy', 'seen_in_person', 'org_licence'] as const
export type ProofMethod = (typeof proofMethods)[number]

/** How sure a proof makes, lowest first. */
export type Assurance = 'substantial' | 'high'

const ranks: Readonly<Record<Assurance, number>> = { substantial: 1, high: 2 }

/**
 * How sure a method makes. No text orders them; our choice: only a face beside its paper is high. A number whose check
 * digit fits is no method at all.
 */
export function assuranceOf (method: ProofMethod): Assurance {
  return method === 'seen_in_person' ? 'high' : 'substantial'
}

type Ranked = { id: string, assurance: Assurance }

/** The surest of some proofs, the latest among equals. */
export function bestProof<Proof extends Ranked> (proofs: readonly Proof[]): Proof | undefined {
  return proofs.toSorted((a, b) => ranks[b.assurance] - ranks[a.assurance] || (a.id < b.id ? 1 : -1))[0]
}

/** Whether a method makes as sure as what is proved already. */
export function suffices (method: ProofMethod, best: { assurance: Assurance } | undefined): boolean {
  return best === undefined || ranks[assuranceOf(method)] >= ranks[best.assurance]
}
