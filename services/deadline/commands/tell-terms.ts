import { calendarNamed } from '@lightwell/calendar/calendars'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Fact } from '@lightwell/events/append'
import { appendMany } from '@lightwell/events/append-many'
import type { CaseHead } from '@lightwell/events/case-head'
import { describeError } from '@lightwell/events/describe-error'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { oneOfEachCase } from '../rules/one-of-each-case.ts'
import { ruleOf } from '../rules/rule-of.ts'
import { toldOf, type Told } from '../rules/next-telling.ts'
import { termTellingAt } from '../rules/term-telling.ts'
import { holdCasesToTell, listTermsToTell, saveToldTerms, type ToldTerm } from '../store/term-sweeps.ts'
import { listTermTales } from '../store/tellings.ts'
import type { TermRow } from '../store/terms.ts'

const batchSize = 500
// One that cannot be told, such as of a law that this house has lost, holds no other; it is looked at again.
const retryMs = 3_600_000

/**
 * Tells that the last day of a term comes near, and that it has passed; what closes by itself is then written down as
 * closed. What is told, its event and the instant of the next telling commit together, under the locks of the cases.
 */
export const tellTerms: Sweep = {
  name: 'tell_terms',
  run: async (deps) => await deps.db.transaction((tx) => tellBatch(deps, tx)),
}

async function tellBatch (deps: Deps, tx: Transaction): Promise<number> {
  const now = deps.clock.now()
  const heads = new Map((await holdCasesToTell(tx, now, batchSize)).map((head) => [head.id, head]))
  if (heads.size === 0) return 0
  const held = oneOfEachCase(heads, await listTermsToTell(tx, [...heads.keys()], now))
  const before = await toldBefore(tx, held.map(({ term }) => term))
  const looked = held.map(({ head, term }) => look(deps, head, { ...term, ...before.get(term.id) }))
  await appendMany(tx, looked.flatMap(({ head, fact }) => fact === undefined ? [] : [{ head, fact }]))
  await saveToldTerms(tx, looked.map(({ told }) => told))
  return looked.length
}

type Tale = Fact<'lightwell.term.approaching.v1' | 'lightwell.term.passed.v1'>

function look (deps: Deps, head: CaseHead, term: TermRow): { head: CaseHead, told: ToldTerm, fact: Tale | undefined } {
  const { id, told, toldDueOn, zone, dueOn, kind, duty } = term
  const now = deps.clock.now()
  const untold = { id, told, toldDueOn, closed: false }
  try {
    const calendar = calendarNamed(term.calendarId)
    const { telling, tellAt } = termTellingAt({ ...term, unit: ruleOf(term).unit }, { calendar, zone }, now)
    if (telling === null) return { head, told: { ...untold, tellAt }, fact: undefined }
    const by = { room: 'deadline', actor: 'system', at: now } as const
    const workingDaysLeft = Math.max(workingDaysBetween(calendar, dayIn(now, zone), dueOn), 0)
    const fact: Tale = telling === 'passed'
      ? { ...by, type: 'lightwell.term.passed.v1', data: { termId: id, kind, dueOn } }
      : { ...by, type: 'lightwell.term.approaching.v1', data: { termId: id, kind, dueOn, workingDaysLeft } }
    return { head, told: { id, told: telling, toldDueOn: dueOn, tellAt, closed: telling === 'passed' && duty === null }, fact }
  } catch (error) {
    deps.log.error({ termId: id, error: describeError(error) }, 'A term cannot be told')
    return { head, told: { ...untold, tellAt: new Date(now.getTime() + retryMs) }, fact: undefined }
  }
}

// As of an answer: its row knows only what was told last, its history all.
async function toldBefore (tx: Transaction, terms: readonly TermRow[]): Promise<Map<string, Told>> {
  const moved = terms.filter(({ dueOn, toldDueOn }) => toldDueOn !== null && toldDueOn !== dueOn)
  const tales = Map.groupBy(await listTermTales(tx, moved.map(({ caseId }) => caseId)), ({ data }) => data.termId)
  return new Map(moved.flatMap(({ id, dueOn }) => {
    const told = toldOf(dueOn, tales.get(id)?.map(({ data }) => data) ?? [])
    return told === undefined ? [] : [[id, told]]
  }))
}
