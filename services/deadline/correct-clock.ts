import { countFrom } from '@lightwell/calendar/count-from'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { lawOf } from '@lightwell/regimes/law-of'
import { isInForce } from '@lightwell/regimes/regimes'
import type { Consultation } from '@lightwell/regimes/regime'
import { recordEntry } from './record-entry.ts'
import { later } from './rules/clock-count.ts'
import { correctionEffect, misfitAfter, type CorrectionEffect } from './rules/correction-effect.ts'
import type { CorrectionContext, PlacedEntry } from './rules/correction-faults.ts'
import { findRegistration } from './store/clock-corrections.ts'
import { listEntries, type DeadlineRow } from './store/deadlines.ts'
import { tellBefore, type HeldClock } from './tell-due.ts'

/** What a correction of a clock is held against. The case must be locked. */
export async function correctionContext (tx: Transaction, deadline: DeadlineRow, now: Date): Promise<CorrectionContext> {
  const { requestId, zone } = deadline
  const { regime, calendar } = lawOf(deadline)
  const { thirdParty, otherBody } = regime.consultation
  const lastDay = (start: Day, { unit, limit }: Consultation) =>
    countFrom({ calendar, start, unit: unit.value, n: limit.value, startRule: 'after', roll: 'forward' }).due
  const registration = await findRegistration(tx, requestId)
  if (registration === undefined) throw new Error(`There is no request ${requestId}`)
  const { registeredAt, confirmBy } = registration
  const entries = await listEntries(tx, requestId)
  // What arrives after the hour of a law is received on a day after its registration.
  const byLaw = entries[0]?.onDay ?? deadline.startedOn
  return {
    entries, today: dayIn(now, zone), lastStartOn: [dayIn(registeredAt, zone), confirmBy ?? byLaw, byLaw].reduce(later),
    isUnderLaw: (onDay: Day) => isInForce(regime, onDay) || !isInForce(regime, byLaw),
    lastEndOf: (onDay: Day) => later(lastDay(onDay, thirdParty), lastDay(onDay, otherBody)),
  }
}

/** What a correction makes of a clock; undefined where the entries could not follow each other any more. */
export function effectOf (
  deadline: DeadlineRow, { entries, today }: CorrectionContext, correction: PlacedEntry,
): CorrectionEffect | undefined {
  if (misfitAfter(entries, correction) !== undefined) return undefined
  return correctionEffect({ ...lawOf(deadline), zone: deadline.zone }, entries, { correction, today })
}

/** What of the effect of a correction is kept with it. */
export function storedEffect ({ before, after, later: gives }: CorrectionEffect) {
  return { oldDueOn: before.dueOn, newDueOn: after.dueOn, oldState: before.state, newState: after.state, later: gives }
}

/** Makes a correction an entry of its clock, as any other, and tells of it. */
export async function correctClock (
  deps: Deps, tx: Transaction, held: HeldClock,
  { correction, entries, today, actor }: Pick<CorrectionContext, 'entries' | 'today'> & { correction: PlacedEntry, actor: string },
): Promise<void> {
  const at = deps.clock.now()
  const { head, deadline } = await tellBefore(deps, tx, held, { ...correction, onDay: today })
  const recorded = await recordEntry(tx, deadline, correction, { author: actor, recordedAt: at })
  if ('left' in recorded) throw new Error(`The correction ${correction.evidence} ${recorded.left} in its clock`)
  const about = entries.find(({ seq }) => seq === correction.corrects) as PlacedEntry
  const { dueOn, provisional } = recorded.clock
  await append(tx, head, {
    type: 'lightwell.deadline.corrected.v1', room: 'deadline', actor, at,
    data: {
      correctionId: correction.evidence as string, seq: about.seq, kind: about.kind, cause: about.cause,
      onDay: correction.cause === 'voided' ? null : correction.onDay, oldDueOn: deadline.dueOn, dueOn, provisional,
    },
  })
}
