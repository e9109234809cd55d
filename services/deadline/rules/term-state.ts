import type { TermDuty } from '@lightwell/regimes/term'

export type TermState = 'open' | 'met' | 'missed' | 'ended'

type Standing = Readonly<{ state: TermState, duty: TermDuty, dueAt: Date }>

/** A term as it stands at an instant: one in which nobody must act is over by itself, whether or not it was written down. */
export function termStateAt ({ state, duty, dueAt }: Standing, at: Date): TermState {
  return state === 'open' && duty === null && dueAt <= at ? 'ended' : state
}

/** Whether somebody must act, and is late. */
export function isTermOverdue ({ state, duty, dueAt }: Standing, at: Date): boolean {
  return state === 'open' && duty !== null && dueAt <= at
}
