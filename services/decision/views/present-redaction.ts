import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { ComparedRedaction } from '../store/redactions.ts'

/** A rectangle on a page, in parts of its width and height from the upper left corner. */
export const AreaView = Type.Object({ left: Type.Number(), top: Type.Number(), width: Type.Number(), height: Type.Number() })

const PageArea = Type.Object({ page: Type.Integer(), area: AreaView })

/** Of a rendition: the places that were taken out of the original, and the proof that they are gone. Never the words. */
export const RedactionView = Type.Object({
  spans: Type.Array(Type.Object({
    piece: Type.Optional(Type.Integer()), start: Type.Integer(), end: Type.Integer(), ground: Type.String(),
  })),
  areas: Type.Array(Type.Object({ page: Type.Integer(), area: AreaView, ground: Type.String() })),
  removals: Type.Array(Type.Object({
    number: Type.Integer(), page: Type.Integer(), ground: Type.String(),
    besides: Type.Integer({ description: 'Characters that its boxes cover so that the length of its words is not told.' }),
    boxes: Type.Array(PageArea),
    stillThere: Type.Array(PageArea, { description: 'Where its words can still be read in the rendition.' }),
  }), { description: 'Of pages: what each removal took, as the second person compares it.' }),
  proof: Type.Object({
    removedSpans: Type.Integer(),
    removedCharacters: Type.Optional(Type.Integer()),
    remainsElsewhere: Type.Array(Type.Object({ span: Type.Integer(), count: Type.Integer() }), {
      description: 'Words of a span that still stand elsewhere in the rendition.',
    }),
    passed: Type.Boolean(),
    pages: Type.Optional(Type.Integer()),
    boxes: Type.Optional(Type.Integer()),
    checks: Type.Optional(Type.Record(Type.String(), Type.Integer(), {
      description: 'Of pages: the faults that each check found, structure, bytes, text, boxes, reading.',
    })),
    leftOut: Type.Optional(Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() }), {
      description: 'Texts of the file that never go on into a rendition, such as comments, tracked changes, hidden sheets.',
    })),
  }),
  comparison: nullable(Type.Object({
    finding: Type.String(), comparedBy: Type.String(), comparedAt: Type.String(),
    opinion: nullable(Type.String({ description: 'Null for who may not see the content: it may quote it.' })),
  })),
})

/** A redaction as staff see it. */
export function presentRedaction (
  { spans, areas, removals, proof, comparison }: ComparedRedaction, { quotes }: { quotes: boolean },
): Static<typeof RedactionView> {
  return {
    spans: [...spans],
    areas: [...areas],
    removals: removals.map(({ boxes, stillThere, ...removal }) => ({ ...removal, boxes: [...boxes], stillThere: [...stillThere] })),
    proof: { ...proof, remainsElsewhere: [...proof.remainsElsewhere] },
    comparison: comparison === null ? null : {
      finding: comparison.finding, comparedBy: comparison.comparedBy, comparedAt: comparison.comparedAt.toISOString(),
      opinion: quotes ? comparison.opinion : null,
    },
  }
}
