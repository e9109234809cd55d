import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { Regime } from '@lightwell/regimes/regime'
import { entryVerdict } from './clock-count.ts'
import type { ClockEntry } from './clock-entry.ts'
import { correctedEntries } from './corrected-entries.ts'
import {
  clarificationAnswered, clarificationAsked, consultationAnswered, consultationServed, feeCharged, feePaid, feeWaived,
  requestAcknowledged, requestReopened,
} from './entry-under-law.ts'
import { mostAdditionalWorkingDays } from './extension-verdict.ts'
import { countEntries, foldClock, type Clock } from './fold-clock.ts'

/** A clock to be told again under another law. `asksBody` tells which of its consultations ask another body, by their ids. */
export type Replay = Readonly<{
  regime: Regime
  calendar: WorkingCalendar
  zone: string
  entries: readonly ClockEntry[]
  asksBody: (consultationId: string) => boolean
}>

/**
 * What the facts of a clock make under another law, as if it had been the law then. What that law does not let wait counts,
 * what it lets begin anew does, and an extension has the days that it allows: none, where its approval would have come
 * after the due day. A case answered under one law may so have been late under the other, but the answer stays on its day.
 */
export function replayClock (replay: Replay): Clock {
  const { regime, calendar, zone, entries: told } = replay
  const [start, ...rest] = correctedEntries(told)
  if (start === undefined) throw new Error('A clock begins with its start')
  const entries = [start]
  for (const fact of rest) {
    const entry = entryUnder(replay, entries, fact)
    if (entry !== undefined && entryVerdict(countEntries(entries), entry) === 'follows') entries.push(entry)
  }
  return foldClock({ regime, calendar, zone, entries })
}

function entryUnder (replay: Replay, before: readonly ClockEntry[], fact: ClockEntry): ClockEntry | undefined {
  const { regime } = replay
  const { cause, kind, onDay, evidence } = fact
  if (kind === 'extended') return allowedExtension(regime, before, fact)
  // What was brought in from elsewhere says no more than that the clock stood still.
  if (evidence === null) return fact
  const happening = { onDay, evidence }
  switch (cause) {
    case 'clarification': return clarificationAsked(regime, happening)
    case 'clarified': return clarificationAnswered(regime, happening)
    case 'reopened': return requestReopened(regime, happening)
    case 'consultation': return consultationUnder(replay, fact, evidence)
    case 'fee': return feeCharged(regime, happening)
    case 'fee_paid': return feePaid(regime, happening)
    case 'fee_waived': return feeWaived(regime, happening)
    case 'acknowledged': return requestAcknowledged(regime, { dueOn: foldClock({ ...replay, entries: before }).dueOn }, happening)
    default: return fact
  }
}

function consultationUnder (
  { regime: { consultation }, asksBody }: Replay, { kind, onDay, untilOn }: ClockEntry, evidence: string,
): ClockEntry | undefined {
  const rule = asksBody(evidence) ? consultation.otherBody : consultation.thirdParty
  if (kind === 'resumed') return consultationAnswered(rule, { onDay, evidence })
  return consultationServed(rule, { onDay, evidence, untilOn: untilOn ?? onDay })
}

/** An extension or deferral with no more days than the law allows in all; undefined where it allows none. */
function allowedExtension (regime: Regime, before: readonly ClockEntry[], fact: ClockEntry): ClockEntry | undefined {
  const used = before.filter(({ kind, cause }) => kind === 'extended' && (cause === 'deferred') === (fact.cause === 'deferred'))
    .reduce((sum, { workingDays }) => sum + (workingDays ?? 0), 0)
  const most = fact.cause === 'deferred' ? regime.excessive.deferral.value : mostAdditionalWorkingDays(regime)
  const workingDays = Math.min(fact.workingDays ?? 0, most - used)
  return workingDays <= 0 ? undefined : { ...fact, workingDays }
}
