import { parseDay, type Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import { faults } from '../errors.ts'
import { textAt, valueAt } from './value-at.ts'

/**
 * What is wrong with how and when a request is said to have arrived (条例第三十一条). Only a clerk enters what came by
 * another way than online, and only he says the day: any day of the past, never one to come.
 */
export function receiptFaults (body: unknown, { byClerk, today }: { byClerk: boolean, today: Day }): FieldFault[] {
  return byClerk ? [...clerksChannel(body), ...clerksDay(body, today)] : ownReceipt(body)
}

function ownReceipt (body: unknown): FieldFault[] {
  const channel = textAt(body, '/channel')
  return [
    ...channel === undefined || channel === 'online' ? [] : [faults.onlineOnly('/channel')],
    ...valueAt(body, '/receivedOn') === undefined ? [] : [faults.clerkOnly('/receivedOn')],
  ]
}

function clerksChannel (body: unknown): FieldFault[] {
  const channel = valueAt(body, '/channel')
  if (channel === undefined) return [faults.channelRequired('/channel')]
  return channel === 'online' ? [faults.paperOnly('/channel')] : []
}

function clerksDay (body: unknown, today: Day): FieldFault[] {
  const day = parseDay(textAt(body, '/receivedOn') ?? '')
  return day !== undefined && day > today ? [faults.inTheFuture('/receivedOn')] : []
}
