import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import type { RequestRow } from '../case-view.ts'

/** What a request can turn out to be that is none for information (条例第三十九条). */
export const natures = ['petition', 'inquiry', 'published_matter'] as const

const CodeOrNull = Type.Union([Type.String(), Type.Null()])

/** How staff sort a request, by the codes that its agency lists. */
export const ClassificationView = Type.Object({
  subject: CodeOrNull,
  contexts: Type.Array(Type.String()),
  nature: Type.Union([listed(natures), Type.Null()]),
})
export type ClassificationView = Static<typeof ClassificationView>

/** Presents how a request is sorted. */
export function presentClassification ({ subject, contexts, nature }: RequestRow): ClassificationView {
  return { subject, contexts, nature }
}
