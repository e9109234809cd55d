import { Type, type Static } from '@sinclair/typebox'
import { addMonthsClamped, type Day, isDay } from '@lightwell/calendar/day'
import { bearsMark } from '@lightwell/documents/outgoing-text'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults as roomFaults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { faults } from '../work-secret-errors.ts'
import type { RecordMark } from './marking.ts'

// What is no state secret is not kept longer than the lowest level of those (保守国家秘密法第二十条: 秘密 ten years).
const longestMonths = 120

/**
 * What the drafter proposes to keep as a work secret (工作秘密管理暂行办法第三条: not a state secret, but its leak would hinder
 * a duty or harm the public). Simple, yet not arbitrary: which duty, both sides of the balance, for how long, within whom.
 */
export const WorkSecretBody = Type.Object({
  duty: { ...Line(300), description: 'The duty of the body whose performance its leak would hinder.' },
  harm: { ...Line(2_000), description: 'What its disclosure would harm.' },
  benefit: { ...Line(2_000), description: 'What its disclosure would be good for.' },
  balance: listed(['harm_outweighs', 'benefit_outweighs']),
  ground: Type.String({ maxLength: 64, description: 'The ground of the regime on which an answer would withhold it.' }),
  coversWrongdoing: Type.Boolean({ description: 'Whether it would cover an unlawful act or an error: such a thing cannot be one.' }),
  determinedOn: DayText,
  period: Type.Union([
    Type.Object({ months: Type.Integer({ minimum: 1, maximum: longestMonths }) }, { additionalProperties: false }),
    Type.Object({ until: DayText }, { additionalProperties: false }),
  ]),
  circle: Type.Array(Line(100), { minItems: 1, maxItems: 100, uniqueItems: true, description: 'The posts and people that may know it.' }),
}, { additionalProperties: false })
export type WorkSecretBody = Static<typeof WorkSecretBody>

/**
 * The marks of the record, the law of its case, the agency's day, and what was determined of this record before: from the
 * first day of its first determination to the last day of its latest.
 */
export type WorkSecretContext = Readonly<{
  marks: readonly Pick<RecordMark, 'kind'>[]
  regime: Regime
  today: Day
  earlier?: Pick<WorkSecretBody, 'determinedOn' | 'period'>
}>

/** What papers of a work secret bear: never a star nor a level of the secrecy law (保守国家秘密法第二十二条). */
export const workSecretMarking = { zh: '内部事项 注意保管', en: 'Internal matter: keep with care' } as const

/** A proposal or a determination as it is kept: from its first to its last day it is a work secret, if it was determined. */
export type StandingSecret = Readonly<{ state: string, ground: string, fromOn: string, untilOn: string }>

/** Why a work secret is released. One whose period is over is so too, by a person who has looked at it. */
export const workSecretReleases = ['rules_make_it_public', 'harm_has_ended', 'determined_wrongly', 'period_over'] as const

const hollowDuties = /^(?:无|没有|不详|工作需要|工作秘密|内部(?:事项|资料|工作|管理|掌握)?|不宜公开|不便公开|领导(?:要求|指示)|保密(?:需要|工作|要求)?|其他)$/
const shortestDuty = 4
const everybody = /^(?:所有人员?|任何人|全体(?:人员)?|全社会|公众|不限|无限制|大家|everybody|everyone|anyone|all)$/i

/** What is wrong with a proposal apart from its schema, which it may not fit. */
export function workSecretFaults (body: Partial<WorkSecretBody>, context: WorkSecretContext): FieldFault[] {
  const { duty, harm, benefit, balance, ground, coversWrongdoing, circle } = body
  const circleWords = Array.isArray(circle) ? circle : []
  return [
    ...context.marks.some(({ kind }) => kind === 'state_secret') ? [faults.stateSecretLevel('')] : [],
    ...markFaults({ duty, harm, benefit }),
    ...circleWords.flatMap((one, at) => markFaults({ [`circle/${at}`]: one })),
    ...typeof duty === 'string' && isHollow(duty) ? [faults.dutyNotNamed('/duty')] : [],
    ...groundFaults(ground, context.regime),
    ...coversWrongdoing === true ? [faults.coversWrongdoing('/coversWrongdoing')] : [],
    ...balance === 'benefit_outweighs' ? [faults.benefitOutweighs('/balance')] : [],
    ...typeof harm === 'string' && typeof benefit === 'string' && gistOf(harm) === gistOf(benefit) ? [faults.notWeighed('/benefit')] : [],
    ...circleWords.flatMap((one, at) =>
      typeof one === 'string' && everybody.test(gistOf(one)) ? [faults.circleOpen(`/circle/${at}`)] : []),
    ...periodFaults(body, context),
  ]
}

/** The last day on which a work secret is one. */
export function lastDayOfWorkSecret ({ determinedOn, period }: Pick<WorkSecretBody, 'determinedOn' | 'period'>): Day {
  return 'until' in period ? period.until as Day : addMonthsClamped(determinedOn as Day, period.months)
}

/** Whether a determination binds on a day. Past its last day it binds no answer, and keeps the record until it is released. */
export function isWorkSecretOn (
  { state, fromOn, untilOn }: Pick<StandingSecret, 'state' | 'fromOn' | 'untilOn'>, today: Day,
): boolean {
  return state === 'determined' && fromOn <= today && today <= untilOn
}

/** A period is changed while it runs, and is never longer in all than one may be. */
function periodFaults ({ determinedOn, period }: Partial<WorkSecretBody>, { today, earlier }: WorkSecretContext): FieldFault[] {
  if (earlier !== undefined && today > lastDayOfWorkSecret(earlier)) return [faults.workSecretOver('/period')]
  if (!isDay(determinedOn)) return []
  if (determinedOn > today) return [roomFaults.inTheFuture('/determinedOn')]
  if (!isPeriod(period)) return []
  const last = lastDayOfWorkSecret({ determinedOn, period })
  if (last <= determinedOn) return [faults.endsBeforeItBegins('/period')]
  if (last < today) return [faults.workSecretOver('/period')]
  const first = earlier !== undefined && earlier.determinedOn < determinedOn ? earlier.determinedOn : determinedOn
  return last > addMonthsClamped(first as Day, longestMonths) ? [faults.workSecretTooLong('/period')] : []
}

/** It is withheld on a ground of the regime; that of state secrets needs a classification, which this is not. */
function groundFaults (ground: unknown, regime: Regime): FieldFault[] {
  if (typeof ground !== 'string') return []
  if (!Object.hasOwn(regime.grounds, ground)) return [roomFaults.unknownGround('/ground')]
  const { family, needsClassification } = regime.grounds[ground]!
  return family === 'withheld' && needsClassification !== true ? [] : [faults.notAWithholdingGround('/ground')]
}

function isPeriod (period: unknown): period is WorkSecretBody['period'] {
  if (typeof period !== 'object' || period === null) return false
  if ('until' in period) return isDay(period.until)
  return 'months' in period && Number.isInteger(period.months) && Number(period.months) > 0 && Number(period.months) <= longestMonths
}

function markFaults (words: Readonly<Record<string, unknown>>): FieldFault[] {
  return Object.entries(words).flatMap(([field, text]) =>
    typeof text === 'string' && bearsMark(text) ? [faults.stateSecretLevel(`/${field}`)] : [])
}

function isHollow (duty: string): boolean {
  const gist = gistOf(duty)
  return gist.length < shortestDuty || hollowDuties.test(gist)
}

/** The words without blanks and punctuation. */
function gistOf (words: string): string {
  return words.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
