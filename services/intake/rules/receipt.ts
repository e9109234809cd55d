import { DateTime } from 'luxon'
import { addDays, parseDay, type Day } from '@lightwell/calendar/day'
import {
  addWorkingDays, firstWorkingDayFrom, workingDaysBetween, type WorkingCalendar,
} from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Channel, ReceiptRule, Regime } from '@lightwell/regimes/regime'
import type { RequestRow } from '../case-view.ts'
import { expectedDeadline } from './current-deadline.ts'
import { textAt } from './value-at.ts'

/** What is told of an arrival. An online request tells nothing: it arrives, and is confirmed, as it is sent. */
export type Arrived = {
  channel: Channel
  signedFor?: boolean
  receivedOn?: Day
  arrivedOn?: Day
  confirmedOn?: Day
  appliedOn?: Day
}

/** The receipt of a request; `confirmBy` is null where nobody has to confirm it. */
export type Receipt = {
  receivedOn: Day
  arrivedOn: Day | null
  signedFor: boolean | null
  appliedOn: Day | null
  confirmBy: Day | null
  confirmedOn: Day | null
}

/** The rule of receipt for a channel (条例第三十一条); a letter that nobody signed for has its own. */
export function receiptRule (regime: Regime, { channel, signedFor = true }: Pick<Arrived, 'channel' | 'signedFor'>): ReceiptRule {
  return regime.receipt[channel === 'letter' && !signedFor ? 'ordinary_letter' : channel].value
}

/** The day on which a filing says that it was received, or else arrived; today where it says neither. */
export function toldDay (body: unknown, today: Day): Day {
  return parseDay(textAt(body, '/receivedOn') ?? textAt(body, '/arrivedOn') ?? '') ?? today
}

// What reaches the body by itself, at any hour.
const unattended: readonly Channel[] = ['online', 'email']

/**
 * The day on which what arrives at an instant is received: that day in the zone. Where the law has an hour of closing, what
 * comes online or by e-mail from that hour on, or on a day off, is received on the next working day.
 */
export function dayOfArrival (
  { channel, at }: { channel: Channel, at: Date },
  { regime, calendar, zone }: { regime: Pick<Regime, 'cutOff'>, calendar: WorkingCalendar, zone: string },
): Day {
  const today = dayIn(at, zone)
  const cutOff = regime.cutOff.value
  if (cutOff === null || !unattended.includes(channel)) return today
  const isClosed = DateTime.fromJSDate(at, { zone }).toFormat('HH:mm') >= cutOff
  return firstWorkingDayFrom(calendar, isClosed ? addDays(today, 1) : today)
}

/** The receipt of an arrival without faults, by the rule of its channel; one that tells no day is received `today`. */
export function receiptOf (
  told: Arrived, { regime, calendar, today }: { regime: Regime, calendar: WorkingCalendar, today: Day },
): Receipt {
  const { channel, receivedOn, arrivedOn = null, confirmedOn = receivedOn ?? null } = told
  const signedFor = channel === 'letter' ? told.signedFor ?? true : null
  const reached = arrivedOn ?? receivedOn ?? today
  const { confirmation, confirmWithin = 0 } = receiptRule(regime, told)
  if (confirmation === 'by_clerk') {
    const confirmBy = addWorkingDays(calendar, reached, confirmWithin).day
    const day = dayConfirmed(confirmedOn, confirmBy)
    return { receivedOn: day, arrivedOn: reached, signedFor, appliedOn: told.appliedOn ?? null, confirmBy, confirmedOn }
  }
  const day = receivedOn ?? reached
  return { receivedOn: day, arrivedOn, signedFor, appliedOn: dateOf(told, day), confirmBy: null, confirmedOn: null }
}

// Who sends his request online dates it by sending it.
function dateOf ({ channel, appliedOn }: Arrived, receivedOn: Day): Day | null {
  return appliedOn ?? (channel === 'online' ? receivedOn : null)
}

/**
 * The day of receipt of what has to be confirmed: the day on which it was, and the last on which it should have been
 * where that is the earlier, or where nobody did. Silence of the agency never postpones the day.
 */
export function dayConfirmed (confirmedOn: Day | null, confirmBy: Day): Day {
  return confirmedOn !== null && confirmedOn < confirmBy ? confirmedOn : confirmBy
}

/** How late the agency was in taking a request in. */
export type ReceiptLateness = {
  /** Confirmed after the day on which it had to be, or not confirmed and that day is over. */
  confirmationLate: boolean
  /** Working days from the receipt to the registration. */
  registeredLateWorkingDays: number
  /** Whether its due day was over when it was registered. */
  bornLate: boolean
}

/** How late a request was confirmed and registered, as seen on a day. */
export function receiptLateness (request: RequestRow, today: Day): ReceiptLateness {
  const { confirmBy, confirmedOn, registeredAt, zone } = request
  const receivedOn = request.receivedOn as Day
  const late = workingDaysBetween(lawOf(request).calendar, receivedOn, dayIn(registeredAt, zone))
  return {
    confirmationLate: confirmBy !== null && (confirmedOn ?? today) > confirmBy,
    registeredLateWorkingDays: Math.max(late, 0),
    bornLate: expectedDeadline(request).dueAt <= registeredAt,
  }
}
