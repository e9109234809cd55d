import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { DayText } from './day-text.ts'

/** Who is asked: a third party, a body that made the information too, or one whose business it touches. */
export const consultedKinds = ['third_party', 'co_maker', 'other_body'] as const

const serviceMethods = ['online', 'direct', 'left', 'post', 'fax', 'public_notice'] as const

const Party = Type.Object({
  name: Line(100),
  address: Type.Optional(Line(300)),
  phone: Type.Optional(Line(50)),
  email: Type.Optional(Type.String({ maxLength: 254, format: 'email' })),
  agency: Type.Optional(AgencyCode),
  language: Type.Optional(listed(['zh-CN', 'en'])),
}, { additionalProperties: false })
export type Party = Static<typeof Party>

/** Whom to ask what. Without `service` the letter is served online at once: the token that comes with it opens it. */
export const ConsultationOpening = Type.Object({
  kind: Type.Optional(listed(consultedKinds)),
  party: Type.Union([Line(100), Party], { description: 'Who is asked: his name, or more of him.' }),
  interest: Line(2_000),
  question: Line(5_000),
  service: Type.Optional(Type.Object({
    method: listed(serviceMethods),
    on: Type.Optional({ ...DayText, description: 'Left out of a letter on paper that has not reached him yet.' }),
    evidence: Type.Optional(Line(2_000)),
  }, { additionalProperties: false })),
}, { additionalProperties: false })
export type ConsultationOpening = Static<typeof ConsultationOpening>

/** How and when a letter on paper reached its reader. */
export const LetterService = Type.Object({
  method: listed(serviceMethods), on: DayText, evidence: Line(2_000),
}, { additionalProperties: false })
export type LetterService = Static<typeof LetterService>

/** What he answers. Staff who enter paper say when it arrived, and what shows it. */
export const ConsultationResponse = Type.Object({
  answer: listed(['agrees', 'objects', 'partly']),
  reason: Type.Optional(Line(5_000)),
  receivedOn: Type.Optional(DayText),
  evidence: Type.Optional(Line(2_000)),
}, { additionalProperties: false })
export type ConsultationResponse = Static<typeof ConsultationResponse>
