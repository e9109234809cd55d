import { isOverdue, type Timed } from '@lightwell/regimes/lateness'

/** How the clock of a case stands: one of these at any instant. Only the first four are open. */
export const clockStandings = ['overdue', 'due_soon', 'running', 'paused', 'met', 'missed', 'stopped'] as const
export type ClockStanding = typeof clockStandings[number]

/** The standings of a case that has no answer yet. */
export const openStandings = ['overdue', 'due_soon', 'running', 'paused'] as const satisfies readonly ClockStanding[]

/** Whose act a case waits for; `work` is that of the agency itself. */
export const waits = ['approval', 'applicant', 'third_party', 'work'] as const
export type WaitingFor = typeof waits[number]

/** What a clock stands still for. `other` is what was told of a case that was brought in from elsewhere. */
export const pauseCauses = ['clarification', 'consultation', 'fee', 'other'] as const
export type PauseCause = typeof pauseCauses[number]

/** How a clock stands at an instant; `state` as a reader is told it, `soonBy` the latest due instant that is soon. */
export function clockStandingOf (
  { state, dueAt }: { state: Exclude<Timed['state'], 'pending'>, dueAt: Date }, at: Date, soonBy: Date,
): ClockStanding {
  if (state !== 'running') return state
  if (isOverdue({ state, dueAt }, at)) return 'overdue'
  return dueAt <= soonBy ? 'due_soon' : 'running'
}
