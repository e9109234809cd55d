import type { Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'

/** A body as a merger asks about it. */
export type Body = { code: string, regimeId: string | null, endedOn: string | null }

/** Which body ends, into which (undefined when there is none of that name), and how far its story is told. */
export type MergerContext = { agency: Body, successor: Body | undefined, today: Day, lastFromOn: string | undefined }

/** A merger as it is told; it may not fit its schema. */
export type Merger = { successor?: string, on?: string, act?: string, sealHandedInOn?: string }

/** What is wrong with a merger of one body into another (B-15). */
export function successionFaults (merger: Merger, context: MergerContext): FieldFault[] {
  return [
    ...typeof merger.successor === 'string' ? successorFaults(context) : [],
    ...dayFaults(merger.on, '/on', context.today),
    ...typeof merger.on === 'string' && merger.on < (context.lastFromOn ?? '') ? [faults.beforeLastChange('/on')] : [],
    ...dayFaults(merger.sealHandedInOn, '/sealHandedInOn', context.today),
  ]
}

function successorFaults ({ agency, successor }: MergerContext): FieldFault[] {
  if (successor === undefined) return [faults.unknownAgency('/successor')]
  if (successor.code === agency.code) return [faults.sameAgency('/successor')]
  if (successor.endedOn !== null) return [faults.endedAgency('/successor')]
  return agency.regimeId !== null && successor.regimeId === null ? [faults.takesNoRequests('/successor')] : []
}

function dayFaults (day: unknown, pointer: string, today: Day): FieldFault[] {
  return typeof day === 'string' && day > today ? [faults.inTheFuture(pointer)] : []
}
