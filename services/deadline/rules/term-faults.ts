import { parseDay, type Day } from '@lightwell/calendar/day'
import { parseInstant } from '@lightwell/calendar/zoned'
import { bearsMark } from '@lightwell/documents/outgoing-text'
import { fault, type FieldFault } from '@lightwell/http/refusal'
import type { TermRule } from '@lightwell/regimes/term'
import type { TermHandling } from './term-handling.ts'

/** What is sent to open a term, of whatever shape: only what can be read is judged here. */
export type OpeningFields = Partial<Readonly<Record<
  'requestId' | 'startsOn' | 'startsAt' | 'dueOn' | 'duty' | 'everyMonths' | 'note', unknown
>>>

/** What is held against: the rule of the law for the kind, what people do with it, and what time it is there. */
export type OpeningContext = Readonly<{ rule: TermRule, handling: TermHandling, today: Day, now: Date }>

/** What is sent to close a term. */
export type ClosingFields = Partial<Readonly<Record<'on' | 'at' | 'note' | 'reason', unknown>>>

const faults = {
  required: fault('required', '须填写此项。', 'This is required for this kind.'),
  notForThisKind: fault('not_for_this_kind', '此类期限没有此项。', 'This kind has no such field.'),
  dayCounted: fault('day_is_counted', '此类期限依法计算，不得另定。', 'The law counts this day; leave it out.'),
  dutyFixed: fault('duty_is_fixed', '此类期限由法定职责承担。', 'Who must act is settled for this kind; leave it out.'),
  inTheFuture: fault('in_the_future', '不得晚于现在。', 'This must not lie in the future.'),
  beforeStart: fault('before_start', '不得早于起算之日。', 'This must not come before the start.'),
  notAnInstant: fault('not_an_instant', '应为带时差的时刻（RFC 3339）。', 'This must be an instant with offset (RFC 3339).'),
  markInText: fault('mark_in_text', '文字中出现密级标志。', 'This text bears a classification mark.'),
}

/** What is wrong with a term about to be opened. */
export function openingFaults (sent: OpeningFields, context: OpeningContext): FieldFault[] {
  const { rule, handling, today, now } = context
  const byHours = rule.unit === 'hours'
  return [
    ...presence(sent, 'requestId', handling.request),
    ...presence(sent, 'startsOn', byHours ? 'never' : 'always'),
    ...presence(sent, 'startsAt', byHours ? 'always' : 'never'),
    ...presence(sent, 'everyMonths', goesByPlan(rule) ? 'always' : 'never'),
    ...laterDay(sent.startsOn, today, '/startsOn'),
    ...laterInstant(sent.startsAt, now, '/startsAt'),
    ...dueFaults(sent, rule),
    ...sent.duty !== undefined && handling.namesDuty !== true ? [faults.dutyFixed('/duty')] : [],
    ...noteFaults(sent.note, '/note'),
  ]
}

/** Whether it comes again after so many months of a plan. */
function goesByPlan ({ n, repeats }: TermRule): boolean {
  return n === null && repeats === true
}

/** What is wrong with the account that a term was met: a day where it counts days, an instant where it counts hours. */
export function completionFaults (
  { on, at, note }: ClosingFields, { byHours, startedOn, startedAt, today, now }:
  { byHours: boolean, startedOn: Day, startedAt: Date, today: Day, now: Date },
): FieldFault[] {
  const early = dayOf(on) !== undefined && (on as string) < startedOn
  const instant = instantOf(at)
  return [
    ...presence({ on }, 'on', byHours ? 'never' : 'always'),
    ...presence({ at }, 'at', byHours ? 'always' : 'never'),
    ...laterDay(on, today, '/on'), ...early ? [faults.beforeStart('/on')] : [],
    ...laterInstant(at, now, '/at'), ...instant !== undefined && instant < startedAt ? [faults.beforeStart('/at')] : [],
    ...noteFaults(note, '/note'),
  ]
}

/** What is wrong with words for staff: this is no place for what is secret. */
export function noteFaults (note: unknown, pointer: string): FieldFault[] {
  return typeof note === 'string' && bearsMark(note) ? [faults.markInText(pointer)] : []
}

function presence (
  sent: Readonly<Record<string, unknown>>, field: string, wanted: 'always' | 'maybe' | 'never',
): FieldFault[] {
  const isThere = sent[field] !== undefined
  if (isThere && wanted === 'never') return [faults.notForThisKind(`/${field}`)]
  return !isThere && wanted === 'always' ? [faults.required(`/${field}`)] : []
}

// The law counts the day, or a plan does; otherwise whoever gives the task or the order names it.
function dueFaults ({ dueOn, startsOn }: OpeningFields, rule: TermRule): FieldFault[] {
  if (rule.n !== null || goesByPlan(rule)) return dueOn === undefined ? [] : [faults.dayCounted('/dueOn')]
  if (dueOn === undefined) return [faults.required('/dueOn')]
  const [due, start] = [dayOf(dueOn), dayOf(startsOn)]
  return due !== undefined && start !== undefined && due < start ? [faults.beforeStart('/dueOn')] : []
}

function laterDay (value: unknown, today: Day, pointer: string): FieldFault[] {
  const day = dayOf(value)
  return day !== undefined && day > today ? [faults.inTheFuture(pointer)] : []
}

function laterInstant (value: unknown, now: Date, pointer: string): FieldFault[] {
  if (typeof value !== 'string') return []
  const instant = parseInstant(value)
  if (instant === undefined) return [faults.notAnInstant(pointer)]
  return instant > now ? [faults.inTheFuture(pointer)] : []
}

function dayOf (value: unknown): Day | undefined {
  return typeof value === 'string' ? parseDay(value) : undefined
}

function instantOf (value: unknown): Date | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined
}
