import { countFrom } from '@lightwell/calendar/count-from'
import { parseDay, type Day } from '@lightwell/calendar/day'
import type { WorkingCalendar } from '@lightwell/calendar/working-calendar'
import type { FieldFault } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { faults } from '../errors.ts'
import { textAt, valueAt } from './value-at.ts'

/** What past entries are held against; the regime is undefined where the agency is not known. */
export type PastContext = {
  receivedOn: Day | undefined, today: Day, regime: Regime | null | undefined, calendar?: WorkingCalendar | undefined
}

/**
 * What is wrong with the past entries of a clock that is brought in: they come in order, none before the receipt and
 * none in the future, only a pause ends by itself, only what stood still goes on, and the limit was extended once and
 * within its cap. Nothing here could end a pause that is still open, so that it ends by itself, after no more than the time
 * of a consultation. The body may be anything.
 */
export function pastEntryFaults (entries: unknown, context: PastContext): FieldFault[] {
  if (!Array.isArray(entries)) return []
  const open = openPauses(entries)
  return entries.flatMap((entry, at) => [
    ...open.has(at) ? [faults.pauseOpen(`/entries/${at}/untilOn`)] : [],
    ...lengthFaults(entry, `/entries/${at}`, context),
    ...dayFaults(entry, `/entries/${at}`, { ...context, before: dayAt(entries[at - 1], '/onDay') }),
    ...detailFaults(entry, `/entries/${at}`, context.regime),
    ...sequenceFaults(entries, at),
  ])
}

function dayFaults (
  entry: unknown, place: string, { receivedOn, today, before }: PastContext & { before: Day | undefined },
): FieldFault[] {
  const [onDay, untilOn] = [dayAt(entry, '/onDay'), dayAt(entry, '/untilOn')]
  const early = isBefore(onDay, receivedOn) ? [faults.beforeReceipt(`${place}/onDay`)] : []
  const unordered = isBefore(onDay, before) ? [faults.outOfOrder(`${place}/onDay`)] : []
  const late = isBefore(today, onDay) ? [faults.inTheFuture(`${place}/onDay`)] : []
  const ends = untilOn !== undefined && onDay !== undefined && untilOn <= onDay
  return [...early.length > 0 ? early : unordered, ...late, ...ends ? [faults.beforeStart(`${place}/untilOn`)] : []]
}

function detailFaults (entry: unknown, place: string, regime: PastContext['regime']): FieldFault[] {
  const kind = textAt(entry, '/kind')
  const workingDays = valueAt(entry, '/workingDays')
  const most = regime ? regime.limit.extendedTotal.value - regime.limit.base.value : Number.POSITIVE_INFINITY
  const extended = kind === 'extended'
  return [
    ...valueAt(entry, '/untilOn') !== undefined && kind !== 'paused' ? [faults.pausesOnly(`${place}/untilOn`)] : [],
    ...workingDays !== undefined && !extended ? [faults.extensionsOnly(`${place}/workingDays`)] : [],
    ...extended && workingDays === undefined ? [faults.daysRequired(`${place}/workingDays`)] : [],
    ...extended && typeof workingDays === 'number' && workingDays > most ? [faults.beyondCap(`${place}/workingDays`)] : [],
  ]
}

/** The pauses that nothing ended, by the rule by which the clock takes them up. */
function openPauses (entries: readonly unknown[]): Set<number> {
  const open: { at: number, ends: boolean }[] = []
  for (const [at, entry] of entries.entries()) {
    const kind = textAt(entry, '/kind')
    if (kind === 'paused') open.push({ at, ends: valueAt(entry, '/untilOn') !== undefined })
    const last = kind === 'resumed' ? open.length - 1 : kind === 'restarted' ? open.findLastIndex(({ ends }) => !ends) : -1
    if (last >= 0) open.splice(last, 1)
  }
  return new Set(open.filter(({ ends }) => !ends).map(({ at }) => at))
}

function lengthFaults (entry: unknown, place: string, { regime, calendar, today }: PastContext): FieldFault[] {
  const [onDay, untilOn] = [dayAt(entry, '/onDay'), dayAt(entry, '/untilOn')]
  if (!regime || calendar === undefined || onDay === undefined || onDay > today) return []
  const { limit, unit } = regime.consultation.thirdParty
  const { due } = countFrom({ calendar, start: onDay, unit: unit.value, n: limit.value, startRule: 'after', roll: 'forward' })
  return isBefore(due, untilOn) ? [faults.beyondConsultation(`${place}/untilOn`)] : []
}

function sequenceFaults (entries: readonly unknown[], at: number): FieldFault[] {
  const kinds = entries.slice(0, at + 1).map((entry) => textAt(entry, '/kind'))
  const count = (kind: string): number => kinds.filter((one) => one === kind).length
  if (kinds[at] === 'extended' && count('extended') > 1) return [faults.extendedTwice(`/entries/${at}/kind`)]
  if (kinds[at] !== 'resumed' || count('paused') >= count('resumed')) return []
  return [faults.nothingPaused(`/entries/${at}/kind`)]
}

function dayAt (entry: unknown, pointer: string): Day | undefined {
  return parseDay(textAt(entry, pointer) ?? '')
}

function isBefore (day: Day | undefined, other: Day | undefined): boolean {
  return day !== undefined && other !== undefined && day < other
}
