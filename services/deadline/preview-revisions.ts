import type { Day } from '@lightwell/calendar/day'
import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import type { Database } from '@lightwell/database/connect'
import { isOverdue } from '@lightwell/regimes/lateness'
import { findRegime } from '@lightwell/regimes/regimes'
import type { PlannedRevision } from './rules/planned-revisions.ts'
import { recountClock } from './rules/recount-clock.ts'
import { listOpen, listVersionsInUse, readOpen, type OpenClock, type OpenPlace } from './store/redating.ts'

const rowsPerPage = 1_000
const mostItems = 100

/** An open deadline that a change of its calendar would move; `workingDays` by how many, fewer than none is earlier. */
export type MovedDeadline = {
  requestId: string, agency: string, calendar: string, oldDueOn: Day, newDueOn: Day, workingDays: number,
  becomesLate: boolean, stopsBeingLate: boolean
}

export type MoveCounts = { later: number, earlier: number, becomeLate: number, stopBeingLate: number }

/** What a change would do. The items are the first that were found, in the order of due days; the counts are whole. */
export type Preview = {
  counts: MoveCounts & { visited: number }
  byAgency: ({ agency: string } & MoveCounts)[]
  items: MovedDeadline[]
}

/** Counts every open deadline anew that a change could move, page by page, and writes nothing. */
export async function previewRevisions (db: Database, planned: readonly PlannedRevision[], now: Date): Promise<Preview> {
  let visited = 0
  const items: MovedDeadline[] = []
  const byAgency = new Map<string, MoveCounts>()
  for (const revision of planned) {
    for await (const clocks of pagesOf(db, revision)) {
      visited += clocks.length
      const moved = clocks.flatMap((clock) => moveOf(clock, revision, now) ?? [])
      items.push(...moved.slice(0, mostItems - items.length))
      for (const one of moved) byAgency.set(one.agency, tally(byAgency.get(one.agency) ?? nothing, one))
    }
  }
  const agencies = [...byAgency].map(([agency, counts]) => ({ agency, ...counts }))
    .toSorted((a, b) => b.later + b.earlier - a.later - a.earlier || (a.agency < b.agency ? -1 : 1))
  return { counts: { visited, ...agencies.reduce(sum, nothing) }, byAgency: agencies.slice(0, mostItems), items }
}

const nothing: MoveCounts = { later: 0, earlier: 0, becomeLate: 0, stopBeingLate: 0 }

async function * pagesOf (db: Database, { before: { id }, changedFrom }: PlannedRevision): AsyncGenerator<OpenClock[]> {
  if (changedFrom === null) return
  for (const version of await listVersionsInUse(db, id)) {
    let after: OpenPlace | undefined
    do {
      const page = await listOpen(db, { calendarId: id, version, from: changedFrom }, { after, limit: rowsPerPage })
      if (page.length > 0) yield await readOpen(db, page.map(({ requestId }) => requestId))
      after = page.length < rowsPerPage ? undefined : page.at(-1)
    } while (after !== undefined)
  }
}

function moveOf (clock: OpenClock, { after: calendar }: PlannedRevision, now: Date): MovedDeadline | undefined {
  const { requestId, agencyCode, regimeVersion } = clock
  const regime = findRegime(regimeVersion)
  // Of a law that this house has lost nothing can be foretold; the change will set it aside.
  if (regime === undefined) return undefined
  const { clock: next, moved } = recountClock(clock, { regime, calendar })
  if (!moved) return undefined
  const wasLate = isOverdue(clock, now)
  const isLate = isOverdue({ state: next.state, dueAt: next.dueAt }, now)
  return {
    requestId, agency: agencyCode, calendar: calendar.id, oldDueOn: clock.dueOn, newDueOn: next.dueOn,
    workingDays: workingDaysBetween(calendar, clock.dueOn, next.dueOn),
    becomesLate: isLate && !wasLate, stopsBeingLate: wasLate && !isLate,
  }
}

function tally (counts: MoveCounts, { oldDueOn, newDueOn, becomesLate, stopsBeingLate }: MovedDeadline): MoveCounts {
  const isLater = newDueOn > oldDueOn
  return sum(counts, {
    later: isLater ? 1 : 0, earlier: isLater ? 0 : 1, becomeLate: becomesLate ? 1 : 0, stopBeingLate: stopsBeingLate ? 1 : 0,
  })
}

function sum (a: MoveCounts, b: MoveCounts): MoveCounts {
  return {
    later: a.later + b.later, earlier: a.earlier + b.earlier, becomeLate: a.becomeLate + b.becomeLate,
    stopBeingLate: a.stopBeingLate + b.stopBeingLate,
  }
}
