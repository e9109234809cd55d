import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { recordEntry } from '../record-entry.ts'
import { isFinal, type StopCause } from '../rules/clock-entry.ts'
import { findTimedCase } from '../store/deadlines.ts'
import { lapseExtensions } from '../store/extensions.ts'

/** What stops a clock: why, on which day in the agency's zone, who said so, and by what it is shown. */
export type StopClock = { requestId: string, cause: StopCause, onDay: string, author: string, evidence: string }

/** Stops the clock of a request. One that has stopped already stays as it is: only the first answer counts. */
export async function stopClock (deps: Deps, tx: Transaction, input: StopClock): Promise<void> {
  const { requestId, cause, author, evidence } = input
  const onDay = input.onDay as Day
  const head = await lockCase(tx, requestId)
  const deadline = (await findTimedCase(tx, requestId))?.deadline
  if (head === undefined || !deadline) throw new Error(`The clock of ${requestId} has not started`)
  if (isFinal(deadline.state)) return
  const recordedAt = deps.clock.now()
  const entry = { kind: 'stopped', onDay, workingDays: null, untilOn: null, cause } as const
  const { state } = await recordEntry(tx, deadline, entry, { author, evidence, recordedAt })
  await lapseExtensions(tx, requestId)
  await append(tx, head, {
    type: 'lightwell.deadline.stopped.v1', room: 'deadline', actor: 'system', at: recordedAt,
    data: { state, stoppedOn: onDay },
  })
}
