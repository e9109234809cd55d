import { weekdayOf } from '@lightwell/calendar/day'
import { breakText, pad, wrap } from './columns.ts'
import type { Print } from './desk.ts'
import { excerptOf } from './notice-excerpt.ts'
import type { DeadlineAnswer, Reading } from './reading.ts'

const width = 112

/** How an actor in the history is called. */
export type NameOf = (actor: string) => string

/** Prints how a request stands in the end: its day with the reason for it, who acted, and what its applicant reads. */
export function printAccount (print: Print, reading: Reading, nameOf: NameOf): void {
  const { request, deadline, decision, notices, texts, audit } = reading
  const entries: [label: string, lines: string[]][] = [
    ['Due', dueLines(deadline)],
    ['Stands', [`${request.status}; ${latenessOf(deadline)}`]],
    ['Acted', [actedOf(audit, nameOf)]],
    ['Next', request.next === null ? [] : [`${request.next.who}: ${request.next.what}`]],
    ['Answer', decision?.parts.map(partLine) ?? []],
    ['Notice', notices.flatMap(excerptOf).flatMap((line) => breakText(line, width))],
    ['Reads', texts.flatMap((text) => text.trimEnd().split('\n')).flatMap((line) => breakText(line, width))],
  ]
  for (const [label, lines] of entries) {
    for (const [at, line] of lines.entries()) print(`  ${pad(at === 0 ? label : '', 8)}${line}`)
  }
}

/** The due day, the rule it follows from, and every day on the way to it. */
function dueLines ({ dueOn, provisional, limit, explanation }: DeadlineAnswer): string[] {
  const doubt = provisional ? ', provisional: the days off of a year in it are not published yet' : ''
  const days = explanation.map(dayText)
  const rule = `${dueOn}${doubt}: ${limit.workingDays} working days after receipt, ${limit.article}`
  return [...wrap(rule.split(' '), width), ...wrap(days, width, ' · ')]
}

type ExplainedDay = DeadlineAnswer['explanation'][number]

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function dayText ({ date, counted, n, reason, name }: ExplainedDay): string {
  const day = date.slice(5)
  if (reason === 'start') return `${day} received`
  if (counted) return reason === 'make_up_working_day' ? `${day} ${n} (make-up day)` : `${day} ${n}`
  return `${day} – ${name ?? weekdays[weekdayOf(date) - 1]}`
}

/** How late a request is or was, or how much time it has. */
function latenessOf (deadline: DeadlineAnswer): string {
  const { state, dueOn, answeredOn, overdue, workingDaysLeft, workingDaysLate } = deadline
  if (state === 'met') return `answered on ${answeredOn}, in time`
  if (state === 'missed') return `answered on ${answeredOn}, ${workingDaysLate} working days late`
  if (state === 'stopped') return 'the clock stopped without an answer'
  return overdue ? `OVERDUE, ${workingDaysLate} working days late` : `${workingDaysLeft} working days left to ${dueOn}`
}

function actedOf ({ events, verification }: Reading['audit'], nameOf: NameOf): string {
  const actors = [...new Set(events.map(({ actor }) => nameOf(actor ?? 'unknown')))]
  const verified = verification.faults.length === 0 ? 'the chain verifies' : 'THE CHAIN DOES NOT VERIFY'
  return `${actors.join(', ')} (${verification.events} events, ${verified})`
}

type PartAnswer = NonNullable<Reading['decision']>['parts'][number]

function partLine ({ number, description, outcome, grounds, records }: PartAnswer): string {
  const why = grounds.map(({ code }) => code).join(', ')
  const given = records.map(({ title }) => `《${title}》`).join('')
  return [`${number}. ${description}: ${outcome}`, why && ` (${why})`, given && ` → ${given}`].join('')
}
