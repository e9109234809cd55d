import { parseDay, type Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { textAt } from './value-at.ts'

/** The fault of a day, at a pointer, that has not come yet. */
export function futureDayFaults (body: unknown, pointer: string, today: Day): FieldFault[] {
  const day = parseDay(textAt(body, pointer) ?? '')
  return day !== undefined && day > today ? [faults.inTheFuture(pointer)] : []
}
