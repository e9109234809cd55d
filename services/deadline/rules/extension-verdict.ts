import type { Regime } from '@lightwell/regimes/regime'
import type { ClockState } from './clock-entry.ts'

export type ExtensionState = 'pending' | 'approved' | 'rejected'

/** What the rules need to know of a clock: its state, and the first instant that is too late. */
export type ClockAt = Readonly<{ state: ClockState, dueAt: Date }>

export type ExtensionRefusal =
  | 'clock_not_started' | 'clock_stopped' | 'deadline_passed' | 'extension_pending' | 'extension_used'
  | 'extension_decided' | 'asker_may_not_decide'

/**
 * Whether an extension may be asked for: once, and before the due day ends (county rule art. 12.1, Order 711 art. 33.2).
 * After a rejection it may be asked for again, since nothing was extended (our choice). Undefined when it may.
 */
export function mayAskExtension (
  clock: ClockAt | undefined, earlier: readonly ExtensionState[], now: Date,
): ExtensionRefusal | undefined {
  if (clock === undefined) return 'clock_not_started'
  if (earlier.includes('approved')) return 'extension_used'
  if (earlier.includes('pending')) return 'extension_pending'
  return stillOpen(clock, now)
}

/** Whether a pending extension may be approved: by another person than the one who asked, before the due day ends. */
export function mayApproveExtension (
  clock: ClockAt, extension: AskedExtension, decider: string, now: Date,
): ExtensionRefusal | undefined {
  return mayRejectExtension(extension, decider) ?? stillOpen(clock, now)
}

export type AskedExtension = Readonly<{ state: ExtensionState, requestedBy: string }>

/** Whether an extension may be rejected: by another person than the one who asked. It is never too late for that. */
export function mayRejectExtension (extension: AskedExtension, decider: string): ExtensionRefusal | undefined {
  if (extension.requestedBy === decider) return 'asker_may_not_decide'
  return extension.state === 'pending' ? undefined : 'extension_decided'
}

/** How many working days an extension may add at most: the cap is a total from receipt, not days to add. */
export function mostAdditionalWorkingDays (regime: Pick<Regime, 'limit'>): number {
  return regime.limit.extendedTotal.value - regime.limit.base.value
}

function stillOpen ({ state, dueAt }: ClockAt, now: Date): ExtensionRefusal | undefined {
  if (state === 'running') return now < dueAt ? undefined : 'deadline_passed'
  return state === 'paused' ? undefined : 'clock_stopped'
}
