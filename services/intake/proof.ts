import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { DayText } from './day-text.ts'
import { proofMethods } from './rules/assurance.ts'

/** How somebody saw that the applicant is who he says. */
export const Proof = Type.Object({
  method: listed(proofMethods),
  evidence: { ...Line(500), description: 'What was seen, and where it is kept.' },
  on: Type.Optional({ ...DayText, description: 'The day on which it was seen. Today when left out.' }),
}, { additionalProperties: false })
export type Proof = Static<typeof Proof>
