import { calendarNamed } from '@lightwell/calendar/calendars'
import type { PublishedCalendar } from '@lightwell/calendar/published-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { loadCalendars } from '@lightwell/database/load-calendars'
import { appendMany, lockFreeCases } from '@lightwell/events/append-many'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { describeError } from '@lightwell/events/describe-error'
import type { Sweep } from '@lightwell/events/sweep'
import { lawOf } from '@lightwell/regimes/law-of'
import { recountClock, type RecountedClock } from '../rules/recount-clock.ts'
import {
  listOpen, listOutOfDate, listUnapplied, markApplied, readOpen, saveRecounted, setAside, takeUpAgain,
  tallyRecounted,
  type OpenClock, type OpenPlace, type OutOfDate,
} from '../store/redating.ts'
import { listTellable } from '../store/tellings.ts'
import { tellDue } from '../tell-due.ts'

const rowsPerPage = 2_000
const pagesPerTurn = 10
// While the database writes one page, the next is counted.
const pagesAtOnce = 2

/**
 * Counts open deadlines anew that name an older version of their calendar and are due on or after the first day of which a
 * later one says another thing. What is left to do is told by the rows themselves: so it may be killed anywhere, run in
 * several processes, and finds a request that another process still counted by the old version. Closed cases never move.
 */
export const redateDeadlines: Sweep = { name: 'redate_deadlines', run: redateTurn }

async function redateTurn (deps: Deps): Promise<number> {
  await takeUpAgain(deps.db, deps.clock.now(), rowsPerPage)
  const unapplied = await listUnapplied(deps.db)
  const left = new Set<string>()
  let visited = 0
  for (const group of await listOutOfDate(deps.db)) {
    const { found, done } = await redateGroup(deps, group)
    if (found) left.add(group.calendarId)
    visited += done
  }
  // What was found is looked for again: only a look that finds nothing shows that all is done.
  const applied = unapplied.filter(({ calendarId }) => !left.has(calendarId))
  if (applied.length > 0) await markApplied(deps.db, applied, deps.clock.now())
  return visited
}

/** Some pages of what one version counted: whether anything of it was left, and how many were counted anew. */
async function redateGroup (deps: Deps, group: OutOfDate): Promise<{ found: boolean, done: number }> {
  const running = new Set<Promise<number>>()
  const failures: unknown[] = []
  let done = 0
  let after: OpenPlace | undefined
  for (let page = 0; page < pagesPerTurn && failures.length === 0; page++) {
    const places = await listOpen(deps.db, group, { after, limit: rowsPerPage })
    if (places.length === 0) break
    if (page === 0) await takeInForce(deps, group)
    after = places.at(-1)
    if (running.size === pagesAtOnce) await Promise.race(running)
    const one = redatePage(deps, group, places).then((count) => done += count, (error: unknown) => failures.push(error))
      .finally(() => running.delete(one))
    running.add(one)
  }
  await Promise.all(running)
  if (failures.length > 0) throw failures[0]
  return { found: after !== undefined, done }
}

// A process counts by its register, which may be a second behind what is in force.
async function takeInForce (deps: Deps, { calendarId, inForce }: OutOfDate): Promise<void> {
  if (calendarNamed(calendarId).version !== inForce) await loadCalendars(deps.db)
}

/**
 * Counts one page anew in one transaction. Cases that others hold are left for the next turn; of the others everything
 * is read again now that nobody else can write.
 */
async function redatePage (deps: Deps, group: OutOfDate, places: readonly OpenPlace[]): Promise<number> {
  return await deps.db.transaction(async (tx) => {
    const heads = await lockFreeCases(tx, places.map(({ requestId }) => requestId))
    const calendar = calendarNamed(group.calendarId)
    const clocks = (await readTold(deps, tx, heads)).filter(({ calendarVersion }) => calendarVersion === group.version)
    if (clocks.length === 0 || calendar.version === group.version) return 0
    const recounted = clocks.flatMap((clock) => recount(deps, clock, calendar) ?? [])
    const moved = await save(deps, tx, { heads, calendar, recounted })
    await tallyRecounted(tx, group, { visited: recounted.length, moved })
    if (recounted.length < clocks.length) await setAsideOthers(deps, tx, clocks, recounted)
    return clocks.length
  })
}

/**
 * Held cases that are open. A due day that was over has passed, though nobody may have looked since: that it moves now does
 * not unmake it, and it is told first; of whom there is news under way that may still meet it, is left for the next turn.
 */
async function readTold (deps: Deps, tx: Transaction, heads: Map<string, CaseHead>): Promise<OpenClock[]> {
  const now = deps.clock.now()
  const clocks = await readOpen(tx, [...heads.keys()])
  const passed = clocks.filter(({ tellAt, dueAt }) => tellAt !== null && tellAt <= now && dueAt <= now)
  if (passed.length === 0) return clocks
  const untold = await listTellable(tx, passed.map(({ requestId }) => requestId), now)
  await tellDue(deps, tx, untold.map((deadline) => ({ head: heads.get(deadline.requestId) as CaseHead, deadline })))
  const ready = new Set(untold.map(({ requestId }) => requestId))
  const waiting = new Set(passed.map(({ requestId }) => requestId).filter((requestId) => !ready.has(requestId)))
  return (await readOpen(tx, [...heads.keys()])).filter(({ requestId }) => !waiting.has(requestId))
}

// One that cannot be counted, such as of a regime that this house has lost, holds no other; it is looked at again.
const retryMs = 3_600_000

async function setAsideOthers (
  deps: Deps, tx: Transaction, clocks: readonly OpenClock[], recounted: readonly Recounted[],
): Promise<void> {
  const counted = new Set(recounted.map(({ requestId }) => requestId))
  const others = clocks.map(({ requestId }) => requestId).filter((requestId) => !counted.has(requestId))
  await setAside(tx, others, new Date(deps.clock.now().getTime() + retryMs))
}

function recount (deps: Deps, clock: OpenClock, calendar: PublishedCalendar): Recounted | undefined {
  try {
    const { regime } = lawOf({ regimeVersion: clock.regimeVersion, calendarId: calendar.id })
    return { old: clock, ...recountClock(clock, { regime, calendar }) }
  } catch (error) {
    deps.log.error({ requestId: clock.requestId, error: describeError(error) }, 'A deadline cannot be counted anew')
    return undefined
  }
}

type Recounted = RecountedClock & { old: OpenClock }
type Page = { heads: Map<string, CaseHead>, calendar: PublishedCalendar, recounted: readonly Recounted[] }

async function save (deps: Deps, tx: Transaction, { heads, calendar: { version }, recounted }: Page): Promise<number> {
  const now = deps.clock.now()
  await saveRecounted(tx, recounted, { version, now, onDays: recounted.map(({ old }) => dayIn(now, old.zone)) })
  const facts = recounted.filter(({ moved }) => moved).flatMap(({ requestId, clock: { dueOn, provisional }, old }) => {
    const head = heads.get(requestId)
    const fact = {
      type: 'lightwell.deadline.redated.v1', room: 'deadline', actor: 'system', at: now,
      data: {
        oldDueOn: old.dueOn, dueOn, provisional, cause: 'calendar', calendarVersion: version,
        oldCalendarVersion: old.calendarVersion,
      },
    } as const
    return head === undefined ? [] : [{ head, fact }]
  })
  await appendMany(tx, facts)
  return facts.length
}
