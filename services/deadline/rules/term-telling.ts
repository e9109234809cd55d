import type { Day } from '@lightwell/calendar/day'
import type { TermDuty, TermUnit } from '@lightwell/regimes/term'
import { nextTelling, tellingAt, type Telling, type TellingPlace } from './next-telling.ts'

/** What the tellings of a term depend on: its end, in what it was counted, who must act, and what was told last. */
export type TellableTerm = Readonly<{
  dueOn: Day, dueAt: Date, unit: TermUnit, duty: TermDuty, told: string | null, toldDueOn: Day | null
}>

/** From which instant on something has to be told next of an open term; null when nothing is left. */
export function nextTermTelling (term: TellableTerm, place: TellingPlace): Date | null {
  if (!onlyPasses(term)) return nextTelling({ ...term, state: 'running' }, term, place)?.at ?? null
  return hasPassed(term) ? null : term.dueAt
}

/** What is to be told of an open term at an instant, and when there is something to tell again, as of a due day. */
export function termTellingAt (
  term: TellableTerm, place: TellingPlace, now: Date,
): { telling: Telling | null, tellAt: Date | null } {
  if (!onlyPasses(term)) return tellingAt({ ...term, state: 'running' }, term, place, now)
  if (hasPassed(term)) return { telling: null, tellAt: null }
  return term.dueAt <= now ? { telling: 'passed', tellAt: null } : { telling: null, tellAt: term.dueAt }
}

// Hours have no days left, and nobody has to hurry where nobody must act.
function onlyPasses ({ unit, duty }: TellableTerm): boolean {
  return unit === 'hours' || duty === null
}

function hasPassed ({ told, toldDueOn, dueOn }: TellableTerm): boolean {
  return told === 'passed' && toldDueOn === dueOn
}
