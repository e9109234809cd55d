import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../carrier-errors.ts'
import { DayText, Id } from '../fields.ts'

/** The levels of carriers, the lowest first. */
export const carrierLevels = ['declassified', 'internal', 'work_secret', 'secret', 'confidential', 'top_secret'] as const
export type CarrierLevel = typeof carrierLevels[number]

export const carrierKinds = ['paper', 'disc', 'film', 'other'] as const

/** What needs the leader's word before it is done (B-41, B-43, L-13). */
export const approvedActs = ['copied', 'carried_out', 'destroyed'] as const

/** How long it is secret: to a day, or until something has happened. How long it is kept is another thing (B-22). */
export const Secrecy = Type.Union([
  Type.Object({ until: DayText }, { additionalProperties: false }),
  Type.Object({ condition: Line(100) }, { additionalProperties: false }),
])
export type Secrecy = Static<typeof Secrecy>

/** What is asked for before it is done. Which fields it has is a matter of the act. */
export const RequestBody = Type.Object({
  act: listed(approvedActs),
  words: { ...Line(500), description: 'What for. Nothing of what the carrier says.' },
  copies: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Of a copy: how many.' })),
  alsoFrom: Type.Optional(Type.Array(Id, {
    maxItems: 20, uniqueItems: true, description: 'Of a compilation: from which further carriers it is made.',
  })),
  consent: Type.Optional({ ...Line(200), description: 'The paper by which the body that made a 绝密 agrees to its copies.' }),
  toHolder: Type.Optional({ ...Id, description: 'Of carrying out: by whom.' }),
  companion: Type.Optional({ ...Id, description: 'A 绝密 is carried by two.' }),
  abroad: Type.Optional(Type.Boolean()),
  permit: Type.Optional({ ...Line(100), description: '国家秘密出境许可证, its number.' }),
  until: Type.Optional(DayText),
}, { additionalProperties: false })
export type RequestBody = Static<typeof RequestBody>

/** A carrier as the rules need it. */
export type CarrierFacts = Readonly<{
  level: CarrierLevel, secretUntil: string | null, secretCondition: string | null, circle: readonly string[]
}>

const fieldsOf: Readonly<Record<RequestBody['act'], readonly (keyof RequestBody)[]>> = {
  copied: ['copies', 'alsoFrom', 'consent'],
  carried_out: ['toHolder', 'companion', 'abroad', 'permit', 'until'],
  destroyed: [],
}

/** What is wrong with a request apart from its schema, which it may not fit. `levels` are those of all that it is about. */
export function requestFaults (
  body: Partial<RequestBody>, { levels, today }: { levels: readonly CarrierLevel[], today: string },
): FieldFault[] {
  const { act } = body
  if (act === undefined || !approvedActs.includes(act)) return wordFaults(body)
  const isTopSecret = levels.includes('top_secret')
  const foreign = approvedActs.filter((other) => other !== act).flatMap((other) => fieldsOf[other])
  return [
    ...wordFaults(body),
    ...requiredFields(act, { isTopSecret, abroad: body.abroad === true })
      .filter((field) => body[field] === undefined).map((field) => faults.required(`/${field}`)),
    ...foreign.filter((field) => body[field] !== undefined).map((field) => faults.notForThisAct(`/${field}`)),
    // B-44: 禁止携带属于绝密的文件、资料出境.
    ...isTopSecret && body.abroad === true ? [faults.topSecretStays('/abroad')] : [],
    ...body.companion !== undefined && body.companion === body.toHolder ? [faults.companionIsAnother('/companion')] : [],
    ...typeof body.until === 'string' && body.until < today ? [faults.inThePast('/until')] : [],
  ]
}

/** 保密法实施条例第二十九条: two people carry what is top secret, and its copies need the consent of who made it. */
function requiredFields (
  act: RequestBody['act'], { isTopSecret, abroad }: { isTopSecret: boolean, abroad: boolean },
): (keyof RequestBody)[] {
  if (act === 'destroyed') return []
  if (act === 'copied') return isTopSecret ? ['copies', 'consent'] : ['copies']
  return ['toHolder', 'abroad', 'until', ...isTopSecret ? ['companion'] as const : [], ...abroad ? ['permit'] as const : []]
}

/** Words about a carrier are no place for what it says: no mark and nobody's number stands in them. */
export function wordFaults (words: Readonly<Record<string, unknown>>): FieldFault[] {
  return Object.entries(words).flatMap(([field, value]) => {
    if (typeof value === 'string') return outgoingFaults(value, `/${field}`)
    return Array.isArray(value) ? value.flatMap((one, at) => typeof one === 'string' ? outgoingFaults(one, `/${field}/${at}`) : []) : []
  })
}

/**
 * What a copy, an extract or a compilation inherits (B-28, B-41; 保密法第十八条): the highest level and the longest period of
 * all that it is made from, and the circle that all of them have in common. A condition outlasts every day.
 */
export function inherited (sources: readonly CarrierFacts[]): CarrierFacts {
  const [first, ...others] = sources
  if (first === undefined) throw new Error('A copy is made from something')
  const conditions = [...new Set(sources.flatMap(({ secretCondition }) => secretCondition ?? []))]
  return {
    level: carrierLevels.findLast((level) => sources.some((source) => source.level === level))!,
    secretUntil: conditions.length > 0 ? null : sources.flatMap(({ secretUntil }) => secretUntil ?? []).toSorted().at(-1)!,
    secretCondition: conditions.length > 0 ? conditions.join('；') : null,
    circle: first.circle.filter((one) => others.every(({ circle }) => circle.includes(one))),
  }
}
