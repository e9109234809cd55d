import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { Agent } from './agent.ts'
import { Applicant, text } from './applicant.ts'
import { DayText } from './day-text.ts'
import { Proof } from './proof.ts'

/** How a request reaches the counter. `online` is the applicant's own; the others are entered by a clerk. */
export const channels = [
  'online', 'in_person', 'letter', 'fax', 'telegram', 'email', 'telephone', 'spoken', 'other',
] as const

/** What can be wrong with a record about oneself (细则第十三条). */
export const defects = ['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'] as const

/** Help that an applicant needs (条例第四十三条). */
export const needsOfHelp = ['reading', 'sight', 'hearing', 'other'] as const

/** Most people that may ask together. */
const mostJoint = 20

const Delivery = Type.Object({
  format: listed(['electronic', 'paper', 'disc']),
  method: listed(['online', 'in_person', 'post', 'email', 'fax']),
}, { additionalProperties: false })

/** What a request to correct a record says is wrong with it (条例第四十一条). */
export const CorrectionClaim = Type.Object({
  recordTitle: Line(300),
  defect: listed(defects),
  claim: { ...Line(5_000), description: 'What the record should say.' },
  relation: { ...Line(1_000), description: 'Why the record concerns the applicant.' },
  evidence: Line(2_000),
}, { additionalProperties: false })
export type CorrectionClaim = Static<typeof CorrectionClaim>

/** The name by which a portal knows a request. */
export const ExternalId = {
  ...Line(100), description: 'The name by which the portal knows it; each of its names stands for one request.',
}

/** A subject code of the regime. */
export const SubjectCode = Type.String({ maxLength: 40, description: 'One of the subjects that the agency lists.' })

/** Context codes of the regime. */
export const ContextCodes = Type.Array(Type.String({ maxLength: 40 }), {
  maxItems: 10, uniqueItems: true, description: 'Some of the contexts that the agency lists.',
})

// What only a clerk says, of what came by another way than online (条例第三十一条).
const arrival = {
  receivedOn: Type.Optional({ ...DayText, description: 'The day of receipt; where a receipt has to be confirmed, the day it was.' }),
  arrivedOn: Type.Optional({ ...DayText, description: 'The day on which it arrived.' }),
  confirmedOn: Type.Optional({ ...DayText, description: 'The day on which the receipt was confirmed with the applicant.' }),
  signedFor: Type.Optional(Type.Boolean({ description: 'Whether somebody signed for the letter. True when left out.' })),
  appliedOn: Type.Optional({ ...DayText, description: 'The day that the applicant wrote on his request.' }),
}

/**
 * What is filed. Which of the optional fields are needed is the word of the agency's regime; the agency's `form` tells
 * it. An applicant may say more than he is asked.
 */
export const Filing = Type.Object({
  agency: text(20),
  kind: listed(['disclosure', 'correction']),
  channel: Type.Optional(listed(channels)),
  ...arrival,
  applicant: Applicant,
  jointApplicants: Type.Optional(Type.Array(Applicant, {
    maxItems: mostJoint, description: 'Who asks together with the applicant, who stands for all of them.',
  })),
  agent: Type.Optional(Agent),
  identityProof: Type.Optional(Proof),
  description: text(10_000),
  purpose: Type.Optional(text(2_000)),
  correction: Type.Optional(CorrectionClaim),
  delivery: Type.Optional(Delivery),
  language: Type.Optional(listed(['zh-CN', 'en'])),
  accessibility: Type.Optional(Type.Array(listed(needsOfHelp), { maxItems: needsOfHelp.length, uniqueItems: true })),
  subject: Type.Optional(SubjectCode),
  contexts: Type.Optional(ContextCodes),
  externalId: Type.Optional({ ...ExternalId, description: 'Only from a portal: the name by which it knows the request.' }),
}, { additionalProperties: false })
export type Filing = Static<typeof Filing>
