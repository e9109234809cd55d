import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'
import type { Merged } from '../commands/merge-agency.ts'
import { DayText } from '../day-text.ts'

const Day = Type.String({ format: 'date' })

/** A merger as it is told. */
export const SuccessionBody = Type.Object({
  successor: Type.String({ maxLength: 20, description: 'The body that takes its cases, clocks and duties.' }),
  on: DayText,
  act: { ...Line(200), description: 'The paper that orders the merger.' },
  sealHandedInOn: Type.Optional({ ...DayText, description: 'The day on which the old seal was handed in; it may be told later.' }),
}, { additionalProperties: false })

/** How far a merger has come. */
export const SuccessionView = Type.Object({
  agency: Type.String(),
  successor: Type.String(),
  endedOn: Day,
  act: Type.String(),
  sealHandedInOn: Type.Union([Day, Type.Null()]),
  moved: Type.Integer({ description: 'The open cases that this call passed on.' }),
  left: Type.Integer({ description: 'The open cases still to pass: call again until there are none.' }),
})
export type SuccessionView = Static<typeof SuccessionView>

/** Presents a merger. */
export function presentSuccession ({ succession, moved, left }: Merged): SuccessionView {
  const { agencyCode, successorCode, endedOn, act, sealHandedInOn } = succession
  return { agency: agencyCode, successor: successorCode, endedOn, act, sealHandedInOn, moved, left }
}
