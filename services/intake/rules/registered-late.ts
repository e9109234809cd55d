import { dayIn } from '@lightwell/calendar/zoned'
import type { RequestRow } from '../case-view.ts'

/** Whether a request was entered on a later day than it was received: a letter that lay. */
export function registeredLate ({ registeredAt, receivedOn, zone }: RequestRow): boolean {
  return dayIn(registeredAt, zone) > receivedOn
}
