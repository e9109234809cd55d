import type { Day } from '@lightwell/calendar/day'
import type { Consultation, Regime } from '@lightwell/regimes/regime'
import type { ClockEntry } from './clock-entry.ts'

/** Something that happened to a request elsewhere, on a day; `evidence` names it, and what ends it, alike. */
export type Happening = Readonly<{ onDay: string, evidence: string }>

type Law = Pick<Regime, 'clarification' | 'fee' | 'limit'>

type Kind = ClockEntry['kind'] | undefined

// What waits for others, what their answer does: the count stands still and begins anew, or goes on; or nothing happens.
const waiting = { restart: 'paused', restart_on_payment: 'paused', pause: 'paused', runs_on: undefined } as const
const answered = { restart: 'restarted', restart_on_payment: 'restarted', pause: 'resumed', runs_on: undefined } as const

/** The applicant is asked to complete his request. */
export function clarificationAsked ({ clarification }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(waiting[clarification.clock.value], 'clarification', happening)
}

/** He has completed it. */
export function clarificationAnswered ({ clarification }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(answered[clarification.clock.value], 'clarified', happening)
}

/** What had lapsed for want of completion is taken up again: also under a law by which the time ran on, it goes on then. */
export function requestReopened ({ clarification }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(clarification.clock.value === 'restart' ? 'restarted' : 'resumed', 'reopened', happening)
}

/** A letter of consultation was served; its reader has until `untilOn` to answer. */
export function consultationServed (
  { clock }: Consultation, { untilOn, ...happening }: Happening & { untilOn: string },
): ClockEntry | undefined {
  const entry = entryOf(waiting[clock.value], 'consultation', happening)
  return entry && { ...entry, untilOn: untilOn as Day }
}

/** Its reader has answered. */
export function consultationAnswered ({ clock }: Consultation, happening: Happening): ClockEntry | undefined {
  return entryOf(answered[clock.value], 'consultation', happening)
}

/** A fee is asked for. */
export function feeCharged ({ fee }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(waiting[fee.clock.value], 'fee', happening)
}

/** It was paid. */
export function feePaid ({ fee }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(answered[fee.clock.value], 'fee_paid', happening)
}

/**
 * It was waived. Only a payment makes the time count anew: what the agency itself gives up moves no day but those it waited.
 */
export function feeWaived ({ fee }: Law, happening: Happening): ClockEntry | undefined {
  return entryOf(fee.clock.value === 'runs_on' ? undefined : 'resumed', 'fee_waived', happening)
}

/** The receipt of the request is acknowledged, from which by some laws a limit of its own runs; not once that is late. */
export function requestAcknowledged ({ limit }: Law, { dueOn }: { dueOn: Day }, happening: Happening): ClockEntry | undefined {
  const counts = limit.afterAcknowledgement.value !== null && happening.onDay <= dueOn
  return entryOf(counts ? 'restarted' : undefined, 'acknowledged', happening)
}

function entryOf (kind: Kind, cause: string, { onDay, evidence }: Happening): ClockEntry | undefined {
  return kind && { kind, onDay: onDay as Day, workingDays: null, untilOn: null, cause, evidence }
}
