import type { Day } from '@lightwell/calendar/day'
import { dayIn, parseInstant } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { regimes } from '@lightwell/regimes/regimes'
import { versionAnew } from '@lightwell/regimes/versions'
import { closeTerm } from '../close-term.ts'
import { holdTerm, type HeldTerm } from '../hold-term.ts'
import { openTerm, type NewTerm } from '../open-term.ts'
import { ruleOf } from '../rules/rule-of.ts'
import { nextByPlan } from '../rules/next-by-plan.ts'
import { completionFaults } from '../rules/term-faults.ts'
import { mayComplete } from '../rules/term-handling.ts'
import type { TermRow } from '../store/terms.ts'

/** That what was owed was done: on which day, or for what counts by hours at which instant. */
export type TermCompletion = { on?: string, at?: string, note?: string }

export type CompleteTerm = SentBody<TermCompletion> & { id: string, ifMatch: string | undefined }

/**
 * Takes it down that what a term asks for was done, in time or late. What is done again and again begins anew: by its plan,
 * or else with the day on which it was done.
 */
export async function completeTerm (
  deps: Deps, tx: Transaction, caller: Caller, { id, body, schemaFaults, ifMatch }: CompleteTerm,
): Promise<void> {
  const held = await holdTerm(tx, caller, { id, ifMatch, may: mayComplete })
  const { term, head } = held
  const now = deps.clock.now()
  const byHours = ruleOf(term).unit === 'hours'
  const { startedOn, startedAt } = term
  const place = { byHours, startedOn, startedAt, today: dayIn(now, term.zone), now }
  refuseFaults(toldFaults(schemaFaults, completionFaults(body, place)))
  const { on, at, note } = body as TermCompletion
  const done = at === undefined ? on as Day : parseInstant(at) as Date
  await closeTerm(deps, tx, { head, actor: actorOf(caller), note: note?.trim() }, { term, end: { done } })
  if (ruleOf(term).repeats === true) await beginAnew(deps, tx, held, { on: on as Day, actor: actorOf(caller) })
}

async function beginAnew (
  deps: Deps, tx: Transaction, { head, term }: HeldTerm, { on, actor }: { on: Day, actor: string },
): Promise<void> {
  const { id: subjectId, kind, duty, note, agencyCode, calendarId, zone } = term
  const start = startOfNext(term, on)
  if (start === undefined) return
  // What a plan names begins where the one before it was due.
  const regimeVersion = versionAnew(regimes, term.regimeVersion, term.everyMonths === null ? on : term.dueOn)
  const next: NewTerm = { kind, subjectId, duty, ...note !== null && { note }, ...start }
  await openTerm(deps, tx, { head, place: { agencyCode, regimeVersion, calendarId, zone }, actor }, next)
}

function startOfNext (
  { startedOn, dueOn, everyMonths }: TermRow, on: Day,
): Pick<NewTerm, 'startedOn' | 'dueOn' | 'everyMonths'> | undefined {
  if (everyMonths === null) return { startedOn: on }
  const next = nextByPlan({ startedOn, dueOn, everyMonths })
  return next && { startedOn, everyMonths, dueOn: next }
}
