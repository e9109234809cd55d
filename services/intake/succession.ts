import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { Applicant } from './applicant.ts'
import { DayText } from './day-text.ts'

/** That somebody else takes the place of an applicant: why, since when, by what paper, and who. */
export const Succession = Type.Object({
  cause: listed(['death', 'merger', 'dissolution', 'other']),
  on: DayText,
  evidence: { ...Line(1_000), description: 'The paper that shows it, and where it is kept.' },
  successor: Applicant,
}, { additionalProperties: false })
export type Succession = Static<typeof Succession>
