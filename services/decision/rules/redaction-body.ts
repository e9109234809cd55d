import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'

const Part = Type.Number({ minimum: 0, maximum: 1 })
const Ground = Type.String({ maxLength: 64 })
const Neighbours = Type.Optional({
  ...listed(['cover', 'keep']),
  description: 'Whether a box may go over the characters behind, so that the length of the words is not told, or over blank paper alone.',
})
const most = 1_000

/** What to take out of a record, each on its ground: words, areas of pages, and what was suggested. */
export const RedactionBody = Type.Object({
  spans: Type.Optional(Type.Array(Type.Object({
    piece: Type.Optional(Type.Integer({ minimum: 0, description: 'A piece of GET …/text; a plain text is one piece.' })),
    start: Type.Integer({ minimum: 0 }),
    end: Type.Integer({ minimum: 1 }),
    ground: Ground,
    neighbours: Neighbours,
  }, { additionalProperties: false }), {
    minItems: 1, maxItems: most, description: 'Unicode code points from `start` to before `end` of a piece.',
  })),
  areas: Type.Optional(Type.Array(Type.Object({
    page: Type.Integer({ minimum: 1 }),
    area: Type.Object({ left: Part, top: Part, width: Part, height: Part }, { additionalProperties: false }),
    ground: Ground,
    neighbours: Neighbours,
  }, { additionalProperties: false }), {
    minItems: 1, maxItems: most, description: 'Parts of pages, in parts of their width and height from the upper left corner.',
  })),
  suggestions: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), {
    minItems: 1, maxItems: most, uniqueItems: true, description: 'Ids of GET …/suggestions, taken as they are.',
  })),
  title: Type.Optional({
    ...Line(300), description: 'Of the rendition, where that of the record tells what is taken out: it stands in the notice and the catalogue.',
  }),
}, { additionalProperties: false })
export type RedactionBody = Static<typeof RedactionBody>
