import type { Regime } from '@lightwell/regimes/regime'
import type { ClockState } from './clock-entry.ts'

/** `lapsed`: the clock stopped before anyone decided. */
export type ExtensionState = 'pending' | 'approved' | 'rejected' | 'lapsed'

/** What the rules need to know of a clock: its state, and the first instant that is too late. */
export type ClockAt = Readonly<{ state: ClockState, dueAt: Date }>

export type ExtensionRefusal =
  | 'clock_stopped' | 'deadline_passed' | 'extension_pending' | 'extension_used'
  | 'extension_decided' | 'asker_may_not_decide'

/**
 * Whether an extension may be asked for: once, and before the due day ends (county rule art. 12.1, Order 711 art.
 * 33.2). After a rejection it may be asked for again, since nothing was extended (our choice). Undefined when it may.
 */
export function mayAskExtension (
  clock: ClockAt, earlier: readonly ExtensionState[], now: Date,
): ExtensionRefusal | undefined {
  if (earlier.includes('approved')) return 'extension_used'
  if (earlier.includes('pending')) return 'extension_pending'
  return stillOpen(clock, now)
}

/** Whether this person may decide an extension: another than the one who asked for it. */
export function mayDecideExtension (requestedBy: string, decider: string): ExtensionRefusal | undefined {
  return requestedBy === decider ? 'asker_may_not_decide' : undefined
}

/** Whether an extension may be approved: if it is pending, and before the due day ends. */
export function mayApproveExtension (state: ExtensionState, clock: ClockAt, now: Date): ExtensionRefusal | undefined {
  return mayRejectExtension(state) ?? stillOpen(clock, now)
}

/** Whether an extension may be rejected: if it is pending. While the clock runs it is never too late for that. */
export function mayRejectExtension (state: ExtensionState): ExtensionRefusal | undefined {
  if (state === 'lapsed') return 'clock_stopped'
  return state === 'pending' ? undefined : 'extension_decided'
}

/** How many working days an extension may add at most: the cap is a total from receipt, not days to add. */
export function mostAdditionalWorkingDays (regime: Pick<Regime, 'limit'>): number {
  return regime.limit.extendedTotal.value - regime.limit.base.value
}

function stillOpen ({ state, dueAt }: ClockAt, now: Date): ExtensionRefusal | undefined {
  if (state === 'running') return now < dueAt ? undefined : 'deadline_passed'
  return state === 'paused' ? undefined : 'clock_stopped'
}
