import { Type, type Static } from '@sinclair/typebox'
import { type Day, isDay } from '@lightwell/calendar/day'
import type { MarkLevel } from '@lightwell/documents/mark'
import { AgencyCode } from '@lightwell/http/agency-code'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { DayText, Id } from '../fields.ts'
import { faults } from '../secret-errors.ts'
import { wordFaults } from './carrier.ts'
import { lowestFirst } from './may-classify.ts'
import { conditionOf, directionFaults, isLevel, periodFaults, SecretPeriod, type StandingEntry } from './secret-period.ts'

const said = {
  level: listed(lowestFirst),
  period: SecretPeriod,
  provision: { ...Line(200), description: 'What allows a longer period than the law or the list has (另有规定).' },
  classifier: { ...Id, description: 'Who answers for it in the unit (定密责任人): its head, or who is designated.' },
  designation: { ...Line(200), description: 'The paper that designates him, where he is not the head.' },
  document: { ...Line(200), description: 'The paper of the body above, or of the one whose secret is carried on (派生定密), by its number.' },
  ground: { ...Line(500), description: 'By which rule. Nothing of what is secret.' },
}

/** A secret that the unit produced, to be registered. Its title and what it says have no place here. */
export const SecretBody = Type.Object({
  agency: AgencyCode,
  description: { ...Line(200), description: 'What sort of matter it is, in neutral words.' },
  section: { ...Line(100), description: 'The section in whose work it arose (承办部门).' },
  circle: Type.Array(Line(100), { minItems: 1, maxItems: 100, uniqueItems: true, description: 'The posts and people that may know it.' }),
  position: Type.Integer({ minimum: 1, maximum: 1_000, description: 'Its line of the list of secret matters that is in force.' }),
  determinedOn: DayText,
  decidedBy: { ...listed(['agency', 'source']), description: 'By its own authority, or after the secret of another body (派生定密).' },
  level: said.level,
  period: said.period,
  provision: Type.Optional(said.provision),
  classifier: said.classifier,
  designation: Type.Optional(said.designation),
  document: Type.Optional(said.document),
  ground: said.ground,
  carriers: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'The registered carriers that bear it.' })),
}, { additionalProperties: false })
export type SecretBody = Static<typeof SecretBody>

export const secretChanges = ['raised', 'lowered', 'extended', 'shortened', 'declassified'] as const

/** What was determined of a registered secret afterwards (升密、降密、延长、缩短、解密). */
export const SecretChangeBody = Type.Object({
  act: listed(secretChanges),
  on: DayText,
  level: Type.Optional({ ...said.level, description: 'The new level, where it is raised or lowered.' }),
  period: Type.Optional(said.period),
  provision: Type.Optional(said.provision),
  decidedBy: listed(['agency', 'superior', 'source']),
  classifier: Type.Optional(said.classifier),
  designation: Type.Optional(said.designation),
  document: Type.Optional(said.document),
  ground: said.ground,
}, { additionalProperties: false })
export type SecretChangeBody = Static<typeof SecretChangeBody>

/** Who is said to have classified, on the day on which he did: the head, another of the staff, none of it, or who enters it. */
export type ClassifierStanding = 'head' | 'staff' | 'none' | 'recorder'

/** Whether the unit may classify at the level, and who answers for it. */
type Deciding = Readonly<{ today: Day, mayClassify: boolean, classifier: ClassifierStanding }>

/** What a registration is held against: the line of the list that it names, where there is one. */
export type SecretContext = Deciding & Readonly<{ line: { level: MarkLevel, years: number | null } | undefined }>

/** What a change is held against: how it was determined first, and what stands. */
export type ChangeContext = Deciding & Readonly<{ determinedOn: Day, first: 'agency' | 'source', standing: StandingEntry }>

/** What is wrong with what is to be registered apart from its schema, which it may not fit. */
export function secretFaults (body: Partial<SecretBody>, context: SecretContext): FieldFault[] {
  const { description, section, circle, position, determinedOn: on } = body
  const { today, line } = context
  const isOwn = body.decidedBy === 'agency'
  return [
    ...wordFaults({ description, section, circle }), ...wordsOfDecision(body),
    ...typeof position === 'number' && line === undefined ? [faults.unknownPosition('/position')] : [],
    ...isOwn ? ownLevelFaults(body.level, context) : [],
    ...body.decidedBy === undefined ? [] : requiredFor({ document: !isOwn }, body),
    ...classifierFaults(body, context.classifier),
    ...isDay(on) && on > today ? [faults.inTheFuture('/determinedOn')] : [],
    ...isDay(on) && on <= today
      ? periodFaults(body, { determinedOn: on, on: today, level: body.level, years: isOwn ? line?.years ?? null : null }) : [],
  ]
}

/** 避免高密低定、低密高定. What is carried on from another body keeps the level that it has there (保密法第十八条). */
function ownLevelFaults (level: unknown, { line, mayClassify }: SecretContext): FieldFault[] {
  if (!isLevel(level)) return []
  return [
    ...line !== undefined && line.level !== level ? [faults.notTheListsLevel('/level')] : [],
    ...mayClassify ? [] : [faults.noAuthority('/level')],
  ]
}

/** What is wrong with a change apart from its schema, which it may not fit (保密法第二十三条、第二十四条). */
export function secretChangeFaults (body: Partial<SecretChangeBody>, context: ChangeContext): FieldFault[] {
  const { act } = body
  if (act === undefined || !secretChanges.includes(act)) return wordsOfDecision(body)
  const newLevel = act === 'raised' || act === 'lowered'
  return [
    ...wordsOfDecision(body), ...requiredFor({ level: newLevel, period: act !== 'declassified' }, body),
    ...changerFaults(body, context), ...directionFaults(act, body, context), ...dayFaults(body, context),
    ...isDay(body.on) && act !== 'declassified'
      ? periodFaults(body, { ...context, on: body.on, level: newLevel ? body.level : context.standing.level, years: null }) : [],
  ]
}

/** Only the body that determined it, or the one above, changes it (第二十三条). */
function changerFaults (body: Partial<SecretChangeBody>, { first, mayClassify, classifier }: ChangeContext): FieldFault[] {
  const { decidedBy } = body
  if (decidedBy === undefined) return []
  const isOwn = decidedBy === 'agency'
  return [
    ...requiredFor({ classifier: isOwn, document: !isOwn, ...!isOwn && { designation: false } }, body),
    ...decidedBy !== 'superior' && decidedBy !== first ? [faults.notTheClassifier('/decidedBy')] : [],
    ...isOwn && !mayClassify ? [faults.noAuthority('/decidedBy')] : [],
    ...isOwn ? classifierFaults(body, classifier) : [],
  ]
}

/** Whoever changes a period does so before it has run out (第二十四条); what has run out is a secret no longer. */
function dayFaults ({ act, on }: Partial<SecretChangeBody>, { today, standing: { madeOn, secretUntil } }: ChangeContext): FieldFault[] {
  if (!isDay(on)) return []
  return [
    ...on > today ? [faults.inTheFuture('/on')] : [],
    ...on < madeOn ? [faults.beforeTheLast('/on')] : [],
    ...act !== 'declassified' && secretUntil !== null && secretUntil < on ? [faults.periodOver('/on')] : [],
  ]
}

/** No mark and nobody's number stands in words about a secret. */
function wordsOfDecision ({ provision, designation, document, ground, period }: Partial<SecretChangeBody>): FieldFault[] {
  return wordFaults({ provision, designation, document, ground, 'period/condition': conditionOf(period) })
}

function requiredFor (needed: Readonly<Record<string, boolean>>, body: object): FieldFault[] {
  return Object.entries(needed).flatMap(([field, isNeeded]) => {
    if (isNeeded === Object.hasOwn(body, field)) return []
    return [isNeeded ? faults.required(`/${field}`) : faults.notNeeded(`/${field}`)]
  })
}

function classifierFaults (
  { classifier, designation }: { classifier?: unknown, designation?: unknown }, standing: ClassifierStanding,
): FieldFault[] {
  if (classifier === undefined) return []
  if (standing === 'recorder') return [faults.ownClassification('/classifier')]
  if (standing === 'none') return [faults.notOnStaff('/classifier')]
  return standing === 'staff' && designation === undefined ? [faults.notDesignated('/designation')] : []
}
