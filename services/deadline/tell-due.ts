import { workingDaysBetween } from '@lightwell/calendar/working-calendar'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Fact } from '@lightwell/events/append'
import { appendMany } from '@lightwell/events/append-many'
import type { CaseHead } from '@lightwell/events/case-head'
import { describeError } from '@lightwell/events/describe-error'
import type { Deps } from '@lightwell/events/deps'
import { lawOf } from '@lightwell/regimes/law-of'
import { entryVerdict } from './rules/clock-count.ts'
import type { ClockEntry } from './rules/clock-entry.ts'
import { correctedEntries } from './rules/corrected-entries.ts'
import { countEntries } from './rules/fold-clock.ts'
import { tellingAt, toldOf, type Telling, type Told } from './rules/next-telling.ts'
import { listEntries, type DeadlineRow } from './store/deadlines.ts'
import { listTales, saveTellings } from './store/tellings.ts'

/** A clock whose case this transaction holds. */
export type HeldClock = { head: CaseHead, deadline: DeadlineRow }

type Tale = Fact<'lightwell.deadline.approaching.v1' | 'lightwell.deadline.passed.v1'>
type Looked = { head: CaseHead, deadline: DeadlineRow, fact: Tale | undefined }

// One that cannot be told, such as of a regime that this house has lost, holds no other; it is looked at again.
const retryMs = 3_600_000

/**
 * Tells of each clock what is due, and writes it down with the instant of the next telling: one statement for all events
 * and one for all rows. Gives the clocks as they are then.
 */
export async function tellDue (deps: Deps, tx: Transaction, held: readonly HeldClock[]): Promise<HeldClock[]> {
  const now = deps.clock.now()
  const told = await toldBefore(tx, held)
  const looked = held.map((one) => look(deps, one, told.get(one.deadline.requestId) ?? one.deadline, now))
  await appendMany(tx, looked.flatMap(({ head, fact }) => fact === undefined ? [] : [{ head, fact }]))
  await saveTellings(tx, looked.map(({ deadline }) => deadline))
  return looked
}

/**
 * Tells what a clock owes before an entry moves it. A due day that was over before the day of the entry has passed, though
 * nobody may have looked in between; one that the entry still meets has not. What was brought in from elsewhere passed there,
 * and an entry that moves nothing tells nothing.
 */
export async function tellBefore (
  deps: Deps, tx: Transaction, held: HeldClock, entry: ClockEntry,
): Promise<HeldClock> {
  const { requestId, tellAt, dueOn } = held.deadline
  const owes = tellAt !== null && tellAt <= deps.clock.now() && dueOn < entry.onDay && entry.cause !== 'imported'
  if (!owes) return held
  const count = countEntries(correctedEntries(await listEntries(tx, requestId)))
  return entryVerdict(count, entry) === 'follows' ? (await tellDue(deps, tx, [held]))[0] ?? held : held
}

function look (deps: Deps, { head, deadline }: HeldClock, last: Told, now: Date): Looked {
  try {
    const { calendar } = lawOf(deadline)
    const { telling, tellAt } = tellingAt(deadline, last, { calendar, zone: deadline.zone }, now)
    if (telling === null) return { head, deadline: { ...deadline, ...last, tellAt }, fact: undefined }
    const left = workingDaysBetween(calendar, dayIn(now, deadline.zone), deadline.dueOn)
    const fact = factOf(telling, deadline, Math.max(left, 0), now)
    return { head, deadline: { ...deadline, tellAt, told: telling, toldDueOn: deadline.dueOn }, fact }
  } catch (error) {
    deps.log.error({ requestId: deadline.requestId, error: describeError(error) }, 'A due day cannot be told')
    return { head, deadline: { ...deadline, tellAt: new Date(now.getTime() + retryMs) }, fact: undefined }
  }
}

function factOf (telling: Telling, { dueOn }: DeadlineRow, workingDaysLeft: number, at: Date): Tale {
  const by = { room: 'deadline', actor: 'system', at } as const
  return telling === 'passed'
    ? { ...by, type: 'lightwell.deadline.passed.v1', data: { dueOn } }
    : { ...by, type: 'lightwell.deadline.approaching.v1', data: { dueOn, workingDaysLeft } }
}

// A due day that moved away and came back was perhaps told before it went; its row knows only the last, its history all.
async function toldBefore (tx: Transaction, held: readonly HeldClock[]): Promise<Map<string, Told>> {
  const moved = held.filter(({ deadline: { dueOn, toldDueOn } }) => toldDueOn !== null && toldDueOn !== dueOn)
  const tales = Map.groupBy(await listTales(tx, moved.map(({ deadline }) => deadline.requestId)), ({ subject }) => subject)
  return new Map(moved.flatMap(({ deadline: { requestId, dueOn } }) => {
    const told = toldOf(dueOn, tales.get(requestId)?.map(({ data }) => data) ?? [])
    return told === undefined ? [] : [[requestId, told]]
  }))
}
