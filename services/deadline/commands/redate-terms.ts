import { listCalendars } from '@lightwell/calendar/calendars'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import type { Transaction } from '@lightwell/database/connect'
import { appendMany, lockFreeCases } from '@lightwell/events/append-many'
import type { CaseHead } from '@lightwell/events/case-head'
import { describeError } from '@lightwell/events/describe-error'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { termDue } from '@lightwell/regimes/term-due'
import { oneOfEachCase } from '../rules/one-of-each-case.ts'
import { ruleOf } from '../rules/rule-of.ts'
import { nextTermTelling } from '../rules/term-telling.ts'
import { listCasesToRedate, listTermsToRedate, saveRecountedTerms, type RecountedTerm } from '../store/term-sweeps.ts'
import type { TermRow } from '../store/terms.ts'

const batchSize = 500

/**
 * Counts open terms anew whose days the law counts, when another version of their calendar is in force. Those that move
 * are told, each once. A day that a paper named stays what the paper says; one that is over is told to have passed first.
 */
export const redateTerms: Sweep = { name: 'redate_terms', run: redateBatch }

async function redateBatch (deps: Deps): Promise<number> {
  const calendars = listCalendars()
  const caseIds = await listCasesToRedate(deps.db, calendars, { now: deps.clock.now(), limit: batchSize })
  if (caseIds.length === 0) return 0
  return await deps.db.transaction(async (tx) => {
    const heads = await lockFreeCases(tx, caseIds)
    let done = 0
    // A case may have terms of two calendars, and takes one event at a time.
    for (const calendar of calendars) {
      const redated = await redateHeld(deps, tx, heads, calendar)
      for (const caseId of redated) heads.delete(caseId)
      done += redated.length
    }
    return done
  })
}

/** Counts one term of each held case by a calendar; gives the cases. */
async function redateHeld (
  deps: Deps, tx: Transaction, heads: Map<string, CaseHead>, calendar: PublishedCalendar,
): Promise<string[]> {
  if (heads.size === 0) return []
  const at = deps.clock.now()
  const held = oneOfEachCase(heads, await listTermsToRedate(tx, [...heads.keys()], { calendar, now: at }))
  if (held.length === 0) return []
  const recounted = held.map(({ head, term }) => ({ head, term, now: recountOrKeep(deps, term, calendar) }))
  await saveRecountedTerms(tx, recounted.map(({ now }) => now))
  await appendMany(tx, recounted.filter(({ term, now }) => term.dueOn !== now.dueOn).map(({ head, term, now }) => {
    const data = { termId: term.id, kind: term.kind, oldDueOn: term.dueOn, dueOn: now.dueOn, calendarVersion: calendar.version }
    return { head, fact: { type: 'lightwell.term.redated.v1', room: 'deadline', actor: 'system', at, data } as const }
  }))
  return held.map(({ term }) => term.caseId)
}

// One that cannot be counted, such as of a law that this house has lost, holds no other, and keeps its day.
function recountOrKeep (deps: Deps, term: TermRow, calendar: PublishedCalendar): RecountedTerm {
  try {
    return recount(term, calendar)
  } catch (error) {
    deps.log.error({ termId: term.id, error: describeError(error) }, 'A term cannot be counted anew')
    return { ...term, calendarVersion: calendar.version }
  }
}

function recount (term: TermRow, calendar: PublishedCalendar): RecountedTerm {
  const { id, startedOn, startedAt, zone } = term
  const rule = ruleOf(term)
  if (rule.n === null) throw new Error(`The law counts no days for ${term.kind}, and nothing named its day`)
  const { dueOn, dueAt, provisional } = termDue({ ...rule, n: rule.n }, { startedOn, startedAt, zone, calendar })
  const tellAt = nextTermTelling({ ...term, dueOn, dueAt, unit: rule.unit }, { calendar, zone })
  return { id, dueOn, dueAt, provisional, tellAt, calendarVersion: calendar.version }
}
