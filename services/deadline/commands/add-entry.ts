import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase, type CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { recordEntry } from '../record-entry.ts'
import type { ClockEntry } from '../rules/clock-entry.ts'
import type { Clock } from '../rules/fold-clock.ts'
import { lapseClockCorrections } from '../store/clock-corrections.ts'
import { findTimedCase, type DeadlineRow } from '../store/deadlines.ts'
import { lapseExtensions } from '../store/extensions.ts'
import { tellBefore } from '../tell-due.ts'

/** What was told of a clock, or what its law makes of it, which may be no entry; and by whom. */
export type AddEntry = {
  requestId: string, author: string, entry: ClockEntry | ((deadline: DeadlineRow) => ClockEntry | undefined)
}

/**
 * Adds what was told elsewhere to the clock of a request. What changes nothing is left: only the first answer counts,
 * and a fact that is told twice holds once. So is what has no place in the clock, since no repetition would give it one;
 * but it is noted, for somebody told it wrongly.
 */
export async function addEntry (deps: Deps, tx: Transaction, { requestId, author, entry: told }: AddEntry): Promise<void> {
  const head = await lockCase(tx, requestId)
  const deadline = (await findTimedCase(tx, requestId))?.deadline
  if (head === undefined || !deadline) throw new Error(`The clock of ${requestId} has not started`)
  const entry = typeof told === 'function' ? told(deadline) : told
  if (entry === undefined) return
  const recordedAt = deps.clock.now()
  const held = await tellBefore(deps, tx, { head, deadline }, entry)
  const recorded = await recordEntry(tx, held.deadline, entry, { author, recordedAt })
  if ('clock' in recorded) {
    if (entry.kind === 'stopped') await lapseWhatWaits(tx, requestId)
    await tell(tx, head, recorded, recordedAt)
  } else if (recorded.left === 'cannot_follow') {
    const { kind, cause } = entry
    deps.log.warn({ requestId, kind, cause, state: deadline.state }, 'A fact that the clock cannot follow is left')
  }
}

async function lapseWhatWaits (tx: Transaction, requestId: string): Promise<void> {
  await lapseExtensions(tx, requestId)
  await lapseClockCorrections(tx, requestId)
}

async function tell (
  tx: Transaction, head: CaseHead, { entry: { kind, onDay, cause, untilOn }, clock }: { entry: ClockEntry, clock: Clock },
  at: Date,
): Promise<void> {
  const { state, dueOn, provisional } = clock
  const by = { room: 'deadline', actor: 'system', at } as const
  const due = { dueOn, provisional }
  if (kind === 'paused') {
    await append(tx, head, { ...by, type: 'lightwell.deadline.paused.v1', data: { pausedOn: onDay, cause, untilOn, ...due } })
  } else if (kind === 'resumed') {
    await append(tx, head, { ...by, type: 'lightwell.deadline.resumed.v1', data: { resumedOn: onDay, cause, ...due } })
  } else if (kind === 'restarted') {
    await append(tx, head, { ...by, type: 'lightwell.deadline.restarted.v1', data: { restartedOn: onDay, cause, ...due } })
  } else if (kind === 'stopped') {
    await append(tx, head, { ...by, type: 'lightwell.deadline.stopped.v1', data: { state, stoppedOn: onDay } })
  }
}
