import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { DayText, Id } from '../fields.ts'
import { outcomes } from './outcome.ts'

/** One asked item and the answer proposed for it. */
export const ProposedPart = Type.Object({
  description: Line(2_000),
  outcome: listed(outcomes),
  grounds: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20, uniqueItems: true })),
  groundDetail: Type.Optional(Line(2_000)),
  records: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
  publicInterest: Type.Optional({
    ...Line(2_000), description: 'Why the public interest outweighs the objection of a third party; he is told it.',
  }),
  harm: Type.Optional({ ...Line(2_000), description: 'What harm a release would do; kept, and not told to the applicant.' }),
  balance: Type.Optional({
    ...Line(2_000), description: 'How that harm and what the public gains were weighed; kept, and not told to the applicant.',
  }),
  notSeverable: Type.Optional({
    ...Line(2_000), description: 'Why nothing of a record that is withheld whole can be given apart from the rest; he is told it.',
  }),
  publicPlace: Type.Optional({
    ...Line(500), description: 'Where what is public already stands: an address or words; he is told it.',
  }),
  category: Type.Optional(Type.String({
    maxLength: 64, description: 'The category of GET /v1/publication-categories that the asked item falls under.',
  })),
  earlierRequestId: Type.Optional({ ...Id, description: 'The earlier request that this one repeats.' }),
}, { additionalProperties: false })
export type ProposedPart = Static<typeof ProposedPart>

/** What an officer proposes. `delivery` says when, where and how the applicant gets what is released. */
export const Proposal = Type.Object({
  requestId: Id,
  outcome: Type.Optional(listed(outcomes)),
  parts: Type.Array(ProposedPart, { minItems: 1, maxItems: 50 }),
  delivery: Type.Optional(Type.Object({
    on: DayText,
    place: Type.Optional(Line(300)),
    manner: Type.Optional(Line(300)),
  }, { additionalProperties: false })),
}, { additionalProperties: false })
export type Proposal = Static<typeof Proposal>
