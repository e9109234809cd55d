import { isDay, type Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults, requiredBy } from '../errors.ts'

/** How an answer arrived, as it was sent: only staff who enter paper say so. */
export type AnswerDetails = { receivedOn?: unknown, channel?: unknown }

/** What is wrong with when and how an answer is said to have arrived, after it was asked for on a day. */
export function answerFaults (
  { receivedOn, channel }: AnswerDetails, { byStaff, askedOn, today }: { byStaff: boolean, askedOn: Day, today: Day },
): FieldFault[] {
  if (!byStaff) {
    return [
      ...receivedOn === undefined ? [] : [faults.paperDetails('/receivedOn')],
      ...channel === undefined ? [] : [faults.paperDetails('/channel')],
    ]
  }
  if (receivedOn === undefined) return [requiredBy('/receivedOn', undefined)]
  if (!isDay(receivedOn)) return []
  if (receivedOn < askedOn) return [faults.beforeTheAsk('/receivedOn')]
  return receivedOn > today ? [faults.inTheFuture('/receivedOn')] : []
}
