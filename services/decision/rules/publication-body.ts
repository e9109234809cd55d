import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { DayText, Id } from '../fields.ts'

export const cadences = ['regular', 'any_time', 'prompt'] as const
export const carrierKinds = ['paper', 'film', 'tape', 'disk', 'other_electronic'] as const
export const opennesses = ['proactive', 'on_request', 'not_open'] as const
export const publicationFlags = ['business', 'sensitive', 'risk_to_order'] as const

/** What an officer says of something when it is made: what it is, and whether it is to be open (在信息产生的同时, S-08). */
export const PublicationBody = Type.Object({
  agency: Type.Optional(AgencyCode),
  title: Line(300),
  summary: Line(1_000),
  category: Type.String({ maxLength: 64, description: 'A code of GET /v1/publication-categories.' }),
  column: { ...Line(100), description: 'The column of the portal that it is meant for. That it is empty is no ground to fill it.' },
  cadence: { ...listed(cadences), description: '定期 regular, 随时 any_time, 及时 prompt.' },
  form: Type.String({ maxLength: 64, description: 'A form of publication of GET /v1/publication-categories.' }),
  carrierKind: listed(carrierKinds),
  openness: listed(opennesses),
  opennessReason: Type.Optional({ ...Line(1_000), description: 'Why it is not made public; needed unless it is.' }),
  madeOn: { ...DayText, description: 'The day on which it was made or changed, from which the time to publish runs.' },
  normative: Type.Boolean({ description: 'Whether it is a normative document, which has its own time.' }),
  flags: Type.Optional(Type.Array(listed(publicationFlags), {
    uniqueItems: true, description: 'What makes the review longer: business matter, sensitive matter, risk to public order.',
  })),
  requestId: Type.Optional({ ...Id, description: 'The answered request for which it was first released, or that asked for it.' }),
}, { additionalProperties: false })
export type PublicationBody = Static<typeof PublicationBody>
