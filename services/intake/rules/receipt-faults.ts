import { parseDay, type Day } from '@lightwell/calendar/day'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Channel, Regime } from '@lightwell/regimes/regime'
import { channels } from '../filing.ts'
import { faults } from '../errors.ts'
import { receiptRule } from './receipt.ts'
import { textAt, valueAt } from './value-at.ts'

/** Who enters a request: its applicant or his portal, a clerk from paper, or a portal that brings in open cases. */
export type Entry = 'own' | 'clerk' | 'import'

type Context = { entry: Entry, today: Day, regime: Regime | null | undefined }

const days = ['/receivedOn', '/arrivedOn', '/confirmedOn', '/appliedOn'] as const

/**
 * What is wrong with how and when a request is said to have arrived (条例第三十一条). Only a clerk enters what came by
 * another way than online, and only he says the days: any of the past that fit together, never one to come.
 */
export function receiptFaults (body: unknown, { entry, today, regime }: Context): FieldFault[] {
  if (entry === 'own') return ownReceipt(body)
  return [
    ...channelFaults(body, entry),
    ...days.flatMap((pointer) => isAfter(dayAt(body, pointer), today) ? [faults.inTheFuture(pointer)] : []),
    ...signatureFaults(body),
    ...regime ? orderFaults(body, regime) : [],
  ]
}

function ownReceipt (body: unknown): FieldFault[] {
  const channel = textAt(body, '/channel')
  return [
    ...channel === undefined || channel === 'online' ? [] : [faults.onlineOnly('/channel')],
    ...[...days, '/signedFor'].flatMap((pointer) => valueAt(body, pointer) === undefined ? [] : [faults.clerkOnly(pointer)]),
  ]
}

function channelFaults (body: unknown, entry: Entry): FieldFault[] {
  const channel = valueAt(body, '/channel')
  if (channel === undefined) return [faults.channelRequired('/channel')]
  return channel === 'online' && entry === 'clerk' ? [faults.paperOnly('/channel')] : []
}

function signatureFaults (body: unknown): FieldFault[] {
  return valueAt(body, '/signedFor') === undefined || textAt(body, '/channel') === 'letter' ? [] : [faults.lettersOnly('/signedFor')]
}

function orderFaults (body: unknown, regime: Regime): FieldFault[] {
  const channel = channels.find((known) => known === textAt(body, '/channel')) as Channel | undefined
  if (channel === undefined) return []
  const { confirmation } = receiptRule(regime, { channel, signedFor: valueAt(body, '/signedFor') !== false })
  const [received, arrived, confirmed, applied] = days.map((pointer) => dayAt(body, pointer))
  const reached = arrived ?? received
  return [
    ...confirmation === 'by_clerk' ? confirmationFaults(confirmed ?? received, reached, confirmed === undefined)
      : unconfirmedFaults({ received, arrived, confirmed }),
    ...isAfter(applied, reached) ? [faults.appliedAfterReceipt('/appliedOn')] : [],
  ]
}

function confirmationFaults (confirmed: Day | undefined, arrived: Day | undefined, byReceipt: boolean): FieldFault[] {
  const pointer = byReceipt ? '/receivedOn' : '/confirmedOn'
  return isAfter(arrived, confirmed) ? [faults.confirmedBeforeArrival(pointer)] : []
}

function unconfirmedFaults (
  { received, arrived, confirmed }: { received: Day | undefined, arrived: Day | undefined, confirmed: Day | undefined },
): FieldFault[] {
  return [
    ...confirmed === undefined ? [] : [faults.needsNoConfirmation('/confirmedOn')],
    ...isAfter(received, arrived) ? [faults.receivedAfterArrival('/receivedOn')] : [],
  ]
}

function dayAt (body: unknown, pointer: string): Day | undefined {
  return parseDay(textAt(body, pointer) ?? '')
}

function isAfter (day: Day | undefined, other: Day | undefined): boolean {
  return day !== undefined && other !== undefined && day > other
}
