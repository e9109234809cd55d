import { Type, type Static } from '@sinclair/typebox'
import { DayText } from '../fields.ts'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../chain-errors.ts'
import { publicationFlags } from './publication-body.ts'

/** The most levels that a record can have. */
export const mostLevels = 9

/** One stage of a chain: what it is, how many people review in it one after the other, and of which records. */
export const Stage = Type.Object({
  kind: listed(['business_section', 'review', 'group', 'second_opinion']),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, description: 'Of a review: the level of the post that holds it.' })),
  people: Type.Integer({ minimum: 1, maximum: mostLevels }),
  when: listed(['always', ...publicationFlags]),
  name: Type.Object({ zh: Line(100), en: Line(100) }, { additionalProperties: false }),
}, { additionalProperties: false })
export type Stage = Static<typeof Stage>

/** The chain of an agency from a day on (W-15): what is submitted before keeps the chain that it has. */
export const ChainBody = Type.Object({
  fromOn: DayText,
  stages: Type.Array(Stage, { minItems: 1, maxItems: mostLevels }),
}, { additionalProperties: false })
export type ChainBody = Static<typeof ChainBody>

const plainNames = [
  { zh: '初审', en: 'First review' }, { zh: '复审', en: 'Second review' }, { zh: '终审', en: 'Third review' },
]

/** The chain of an agency that has described none: its levels of review. */
export function plainChain (reviewLevels: number): Stage[] {
  return plainNames.slice(0, reviewLevels).map((name, at) => ({ kind: 'review', level: at + 1, people: 1, when: 'always', name }))
}

/** What a level of a record is. A record without a chain has levels of review alone. */
export function levelOf ({ stages }: { stages: readonly string[] }, level: number): string {
  return stages[level - 1] ?? `review:${level}`
}

/** What a chain is held against: how many levels of review posts the agency has, and from when its last chain holds. */
export type ChainContext = { reviewLevels: number, today: string, lastFromOn: string | undefined }

/** Every fault of a chain that its schema cannot see. The body may not fit the schema. */
export function chainFaults ({ fromOn, stages }: Partial<ChainBody>, context: ChainContext): FieldFault[] {
  return [
    ...typeof fromOn === 'string' ? dayFaults(fromOn, context) : [],
    ...Array.isArray(stages) ? stagesFaults(stages.map((stage: unknown) => (stage ?? {}) as Partial<Stage>), context) : [],
  ]
}

function dayFaults (fromOn: string, { today, lastFromOn = '' }: ChainContext): FieldFault[] {
  if (fromOn < today) return [faults.inThePast('/fromOn')]
  return fromOn < lastFromOn ? [faults.beforeTheLast('/fromOn')] : []
}

function stagesFaults (stages: readonly Partial<Stage>[], { reviewLevels }: ChainContext): FieldFault[] {
  const people = stages.reduce((sum, stage) => sum + Number(stage.people), 0)
  return [
    ...stages.flatMap((stage, at) => levelFaults(stage, { before: stages.slice(0, at), reviewLevels, pointer: `/stages/${at}/level` })),
    ...people > mostLevels ? [faults.tooManyPeople('/stages')] : [],
    ...stages.some(({ kind, when }) => kind === 'review' && when === 'always') ? [] : [faults.reviewRequired('/stages')],
  ]
}

function levelFaults (
  { kind, level }: Partial<Stage>,
  { before, reviewLevels, pointer }: { before: readonly Partial<Stage>[], reviewLevels: number, pointer: string },
): FieldFault[] {
  if (kind !== 'review') return level === undefined ? [] : [faults.noLevel(pointer)]
  if (level === undefined) return [faults.levelRequired(pointer)]
  if (level > reviewLevels) return [faults.levelBeyond(pointer)]
  return before.some((stage) => Number(stage.level) >= level) ? [faults.levelsOutOfOrder(pointer)] : []
}
