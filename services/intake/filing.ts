import { Type, type Static } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { DayText } from './day-text.ts'

/** How a request reaches the counter. `online` is the applicant's own; the others are entered by a clerk. */
export const channels = [
  'online', 'in_person', 'letter', 'fax', 'telegram', 'email', 'telephone', 'other',
] as const

function text (maxLength: number) {
  return Type.String({ minLength: 1, maxLength })
}

/** The kinds of applicant that may file now. */
export const applicantKinds = ['citizen'] as const

const Applicant = Type.Object({
  kind: listed(applicantKinds),
  name: text(100),
  sex: Type.Optional(listed(['female', 'male'])),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  idNumber: text(40),
  address: Type.Optional(text(300)),
  phone: Type.Optional(Type.String({ maxLength: 50, pattern: '[0-9]', description: 'Holds at least one digit.' })),
  email: Type.Optional(Type.String({ maxLength: 254, format: 'email' })),
}, { additionalProperties: false })

const Delivery = Type.Object({
  format: listed(['electronic', 'paper', 'disc']),
  method: listed(['online', 'in_person', 'post', 'email', 'fax']),
}, { additionalProperties: false })

/**
 * What is filed. Which of the optional fields are needed is the word of the agency's regime; the agency's `form` tells
 * it. An applicant may say more than he is asked.
 */
export const Filing = Type.Object({
  agency: text(20),
  kind: listed(['disclosure']),
  channel: Type.Optional(listed(channels)),
  receivedOn: Type.Optional({ ...DayText, description: 'Only from a clerk. Today when left out.' }),
  applicant: Applicant,
  description: text(10_000),
  purpose: Type.Optional(text(2_000)),
  delivery: Type.Optional(Delivery),
  language: Type.Optional(listed(['zh-CN', 'en'])),
}, { additionalProperties: false })
export type Filing = Static<typeof Filing>
