import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../referral-errors.ts'
import { markFaults } from './section-task.ts'

/** What is asked of another body: which level, whether it is unsuitable to be open, to declassify it, to consent. */
export const questions = ['level', 'unsuitable', 'declassification', 'consent'] as const
export type Question = typeof questions[number]

/** The levels that somebody can claim for a record, lowest first. */
export const claimedLevels = ['none', 'work_secret', 'secret', 'confidential', 'top_secret'] as const
export type ClaimedLevel = typeof claimedLevels[number]

/** What can be ruled, the strictest first: of two words of the same moment the stricter holds. */
export const rulings = ['secret', 'withhold', 'refuses', 'open', 'declassified', 'consents'] as const
export type Ruling = typeof rulings[number]

const rulingsOn: Readonly<Record<Question, readonly Ruling[]>> = {
  level: ['open', 'withhold', 'secret'],
  unsuitable: ['open', 'withhold'],
  declassification: ['declassified', 'secret'],
  consent: ['consents', 'refuses'],
}

/** A doubt about a record, put before the body that has a word in it. */
export const ReferralBody = Type.Object({
  question: listed(questions),
  claimedLevel: listed(claimedLevels),
  toAgency: Type.Optional(AgencyCode),
  words: Line(2_000),
}, { additionalProperties: false })
export type ReferralBody = Static<typeof ReferralBody>

/** What a body rules, by which paper and why. */
export const RulingBody = Type.Object({
  ruling: listed(rulings),
  level: Type.Optional(listed(['secret', 'confidential', 'top_secret'])),
  paper: Line(200),
  reason: Line(2_000),
}, { additionalProperties: false })
export type RulingBody = Static<typeof RulingBody>

/** Whose word counts on each question; none where nobody is known. The first is asked where no other is named. */
export type Competent = Readonly<Record<Question, readonly string[]>>

/** Who is asked, and what is wrong with a referral apart from its schema, which it may not fit. */
export function referralFaults (
  { question, toAgency, words }: Partial<ReferralBody>, competent: Competent,
): FieldFault[] {
  const found = markFaults(words, '/words')
  const bodies = questions.includes(question as Question) ? competent[question as Question] : undefined
  if (bodies === undefined) return found
  if (bodies.length === 0) return [...found, nobodyFor(question as Question)]
  const isCompetent = typeof toAgency !== 'string' || bodies.includes(toAgency)
  return isCompetent ? found : [...found, faults.notCompetent('/toAgency')]
}

function nobodyFor (question: Question): FieldFault {
  if (question === 'declassification') return faults.classifierUnknown('/question')
  return question === 'consent' ? faults.nothingToConsent('/question') : faults.authorityUnknown('/toAgency')
}

/** What is wrong with a ruling apart from its schema, which it may not fit. */
export function rulingFaults ({ ruling, level, paper, reason }: Partial<RulingBody>, question: Question): FieldFault[] {
  const isOther = rulings.includes(ruling as Ruling) && !rulingsOn[question].includes(ruling as Ruling)
  return [
    ...isOther ? [faults.notForThisQuestion('/ruling')] : [],
    ...ruling === 'secret' && level === undefined ? [faults.levelRequired('/level')] : [],
    ...ruling !== 'secret' && level !== undefined ? [faults.levelNotNeeded('/level')] : [],
    ...markFaults(paper, '/paper'), ...markFaults(reason, '/reason'),
  ]
}

/** Whether a level is one of a state secret. */
export function isStateLevel (level: ClaimedLevel | null): boolean {
  return level !== null && level !== 'none' && level !== 'work_secret'
}

/**
 * Whether a body below another may rule so: it may withhold, but that something is a state secret, or is none though somebody
 * claims it, is for the one above (保密法第二十五条).
 */
export function mayRuleBelow (
  ruling: Ruling, { question, claimedLevel }: { question: Question, claimedLevel: ClaimedLevel },
): boolean {
  if (question === 'declassification' || question === 'consent') return true
  return ruling === 'withhold' || ruling === 'open' && !isStateLevel(claimedLevel)
}
