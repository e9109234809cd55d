import { Type, type Static } from '@sinclair/typebox'
import type { SimilarRequest } from '../store/similar.ts'

/** An earlier request that may ask the same. */
export const SimilarView = Type.Object({
  id: Type.String({ format: 'uuid' }),
  receiptNumber: Type.String(),
  agency: Type.String(),
  status: Type.String(),
  receivedOn: Type.String({ format: 'date' }),
  description: Type.String(),
  similarity: Type.Number({ minimum: 0, maximum: 1, description: 'How much the descriptions resemble, by their trigrams.' }),
  decision: Type.Union([
    Type.Object({ id: Type.String({ format: 'uuid' }), outcome: Type.String(), issuedOn: Type.String({ format: 'date' }) }),
    Type.Null(),
  ], { description: 'The answer that it was given.' }),
})
export type SimilarView = Static<typeof SimilarView>

/** Presents an earlier request beside the one that resembles it. */
export function presentSimilar ({ agencyCode, similarity, ...similar }: SimilarRequest): SimilarView {
  return { ...similar, agency: agencyCode, similarity: Math.round(similarity * 100) / 100 }
}
