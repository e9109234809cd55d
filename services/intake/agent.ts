import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { contact, text } from './applicant.ts'
import { DayText } from './day-text.ts'

/** What an agent may do for the applicant. */
export const scopes = ['file', 'receive', 'clarify', 'withdraw'] as const

/** Who files for the applicant: by a mandate that says what he may do, or as the guardian of a minor or ward. */
export const Agent = Type.Object({
  kind: Type.Optional(listed(['agent', 'guardian'])),
  name: Line(100),
  idNumber: Type.Optional(text(40, 'GB 11643 resident ID number')),
  mandate: { ...Line(300), description: 'The paper that shows the mandate or the guardianship.' },
  scope: Type.Optional(Type.Array(listed(scopes), {
    minItems: 1, maxItems: scopes.length, uniqueItems: true, description: 'A guardian may do everything when left out.',
  })),
  expiresOn: Type.Optional({ ...DayText, description: 'The last day of the mandate.' }),
  ...contact,
}, { additionalProperties: false })
export type Agent = Static<typeof Agent>
