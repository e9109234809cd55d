import type { Regime } from '@lightwell/regimes/regime'
import type { requests } from '@lightwell/schema/tables/intake'
import { isFinal, type ClockState } from './clock-entry.ts'

/** `lapsed`: the clock stopped before anyone decided. */
export type ExtensionState = 'pending' | 'approved' | 'rejected' | 'lapsed'

export type RequestStatus = typeof requests.$inferSelect['status']

/**
 * What the rules need to know of a case: its clock with the first instant that is too late, the status of its request,
 * and whether its answer is approved. A clock hears of the end of its request by event, so that it may still run.
 */
export type CaseStanding = Readonly<{
  clock: Readonly<{ state: ClockState, dueAt: Date }>
  status: RequestStatus
  answered: boolean
}>

export type ExtensionRefusal =
  | 'clock_stopped' | 'request_answered' | 'deadline_passed' | 'extension_pending' | 'extension_used'
  | 'extension_decided' | 'asker_may_not_decide' | 'no_extension_in_law' | 'extension_cap_reached' | 'extension_unserved'

/** What was asked for and granted before: how much, and whether it holds, which one does not before its notice is served. */
export type EarlierExtension = Readonly<{ state: ExtensionState, days: number, holds: boolean }>

/**
 * Whether an extension may be asked for: where the law knows one, once or as often as it says up to its cap, and before the
 * due day ends (county rule art. 12.1, Order 711 art. 33.2), of a request whose answer is not approved yet. After a
 * rejection it may be asked for again, since nothing was extended (our choice). Undefined when it may.
 */
export function mayAskExtension (
  { limit }: Pick<Regime, 'limit'>, standing: CaseStanding, earlier: readonly EarlierExtension[], now: Date,
): ExtensionRefusal | undefined {
  if (mostAdditionalWorkingDays({ limit }) === 0) return 'no_extension_in_law'
  const approved = earlier.filter(({ state }) => state === 'approved')
  if (approved.length > 0 && limit.extensions.value === 'once') return 'extension_used'
  if (earlier.some(({ state }) => state === 'pending')) return 'extension_pending'
  if (daysLeftToExtend({ limit }, earlier) === 0) return 'extension_cap_reached'
  return approved.some(({ holds }) => !holds) ? 'extension_unserved' : stillOpen(standing, now)
}

/** How many days an extension may still add, after those that were granted. */
export function daysLeftToExtend (regime: Pick<Regime, 'limit'>, earlier: readonly EarlierExtension[]): number {
  const granted = earlier.filter(({ state }) => state === 'approved').reduce((sum, { days }) => sum + days, 0)
  return Math.max(0, mostAdditionalWorkingDays(regime) - granted)
}

/** Whether this person may decide an extension: another than the one who asked for it. */
export function mayDecideExtension (requestedBy: string, decider: string): ExtensionRefusal | undefined {
  return requestedBy === decider ? 'asker_may_not_decide' : undefined
}

/** Whether an extension may be approved: if it is pending, and before the answer is approved and the due day ends. */
export function mayApproveExtension (
  state: ExtensionState, standing: CaseStanding, now: Date,
): ExtensionRefusal | undefined {
  return mayRejectExtension(state) ?? stillOpen(standing, now)
}

/** Whether an extension may be rejected: if it is pending. While the clock runs it is never too late for that. */
export function mayRejectExtension (state: ExtensionState): ExtensionRefusal | undefined {
  if (state === 'lapsed') return 'clock_stopped'
  return state === 'pending' ? undefined : 'extension_decided'
}

/** How many days of its limit the law lets be added at most: the cap is a total from receipt, not days to add. */
export function mostAdditionalWorkingDays (regime: Pick<Regime, 'limit'>): number {
  return regime.limit.extendedTotal.value - regime.limit.base.value
}

const ended: readonly RequestStatus[] = ['closed', 'withdrawn', 'lapsed', 'transferred']

function stillOpen ({ clock, status, answered }: CaseStanding, now: Date): ExtensionRefusal | undefined {
  if (isFinal(clock.state) || ended.includes(status)) return 'clock_stopped'
  if (answered || status === 'decided') return 'request_answered'
  return clock.state === 'running' && now >= clock.dueAt ? 'deadline_passed' : undefined
}
