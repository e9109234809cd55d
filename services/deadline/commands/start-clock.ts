import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Envelope } from '@lightwell/events/envelope'
import { lawOf } from '@lightwell/regimes/law-of'
import type { ClockEntry } from '../rules/clock-entry.ts'
import { foldClock } from '../rules/fold-clock.ts'
import { nextTelling } from '../rules/next-telling.ts'
import { storedClock, storedFold } from '../rules/stored-clock.ts'
import { insertClock } from '../store/deadlines.ts'

const untold = { told: null, toldDueOn: null }

/**
 * Starts the clock of a registered request on its day of receipt. The event names the law, so nothing has to be read;
 * a clock that has started already is left as it is.
 */
export async function startClock (
  deps: Deps, tx: Transaction, event: Envelope<'lightwell.request.registered.v1'>,
): Promise<void> {
  const { agency: agencyCode, regime: regimeId, regimeVersion, calendar: calendarId, zone, receivedOn } = event.data
  const head = await lockCase(tx, event.subject)
  if (head === undefined) throw new Error(`There is no case ${event.subject}`)
  const { regime, calendar } = lawOf({ regimeVersion, calendarId })
  const entry: ClockEntry = {
    kind: 'started', onDay: receivedOn as Day, workingDays: null, untilOn: null, cause: 'registered', evidence: event.id,
  }
  const clock = foldClock({ regime, calendar, zone, entries: [entry] })
  const { startedOn, dueOn, provisional } = clock
  const requestId = event.subject
  const now = deps.clock.now()
  const started = await insertClock(tx, {
    ...entry, requestId, seq: 1, author: event.actor, recordedAt: now, ...storedFold(clock),
    calendarVersion: calendar.version,
  }, {
    requestId, agencyCode, regimeId, regimeVersion, calendarId, calendarVersion: calendar.version, zone,
    ...storedClock(clock), ...untold, recountAt: null, tellAt: nextTelling(clock, untold, { calendar, zone })?.at ?? null,
  })
  if (!started) return
  await append(tx, head, {
    type: 'lightwell.deadline.started.v1', room: 'deadline', actor: 'system', at: now,
    data: { startedOn, dueOn, provisional, calendarVersion: calendar.version },
  })
}
