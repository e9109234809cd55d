import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { startOfDay } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import { lawOf } from '@lightwell/regimes/law-of'
import type { TermDuty, TermKind, TermRule } from '@lightwell/regimes/term'
import { namedDue, termDue, type TermDue, type TermStart } from '@lightwell/regimes/term-due'
import { nextTermTelling } from './rules/term-telling.ts'
import type { TimedRequest } from './store/deadlines.ts'
import { countTerms, insertTerm, type TermRow } from './store/terms.ts'

/** Whose a term is, and by which law and calendar it counts. */
export type TermPlace = Pick<TimedRequest, 'agencyCode' | 'regimeVersion' | 'calendarId' | 'zone'>

/** A term about to be opened. Its last day is `dueOn` where something names it; otherwise the law counts it. */
export type NewTerm = {
  kind: TermKind
  subjectId: string
  startedOn: Day
  startedAt?: Date
  dueOn?: Day
  /** Who must act, where it is not whom the law names. */
  duty?: TermDuty
  everyMonths?: number | null
  note?: string
  id?: string
  /** It may come again: one that was closed before is followed by another. */
  again?: boolean
}

/** A case that this transaction holds, with the place of its terms and who writes. */
export type TermCase = { head: CaseHead, place: TermPlace, actor: string }

/**
 * Opens a term, once for its kind and subject, or as often as it comes again and none is open. Undefined where the regime has
 * none of the kind, or where it was opened before. The case must be locked; one that begins with the term begins with its event.
 */
export async function openTerm (
  deps: Deps, tx: Transaction, { head, place, actor }: TermCase, opened: NewTerm,
): Promise<TermRow | undefined> {
  const row = newTermRow(opened, place, { caseId: head.id, openedBy: actor, openedAtVersion: head.version })
  if (row === undefined) return undefined
  const { id: termId, kind, dueOn } = row
  const begins = head.version === 0
  const tell = async () => await append(tx, head, {
    type: 'lightwell.term.opened.v1', room: 'deadline', actor, at: deps.clock.now(), data: { termId, kind, dueOn },
  })
  if (begins) await tell()
  const round = opened.again === true ? await countTerms(tx, kind, row.subjectId) + 1 : 1
  if (!await insertTerm(tx, { ...row, round })) return undefined
  if (!begins) await tell()
  return row
}

function newTermRow (
  opened: NewTerm, place: TermPlace, origin: { caseId: string, openedBy: string, openedAtVersion: number },
): TermRow | undefined {
  const { regimeVersion, calendarId, zone } = place
  const { regime, calendar } = lawOf(place)
  const rule = regime.terms[opened.kind]?.value
  if (rule === undefined) return undefined
  const { kind, subjectId, startedOn, startedAt = startOfDay(startedOn, zone), everyMonths = null, note = null } = opened
  const due = dueOf(opened, { rule, start: { startedOn, startedAt, zone, calendar } })
  const { dueOn, dueAt, provisional } = due
  const { duty = rule.duty, id = uuidv7() } = opened
  const untold = { told: null, toldDueOn: null }
  return {
    id, kind, subjectId, round: 1, ...origin, agencyCode: place.agencyCode, regimeVersion, calendarId,
    calendarVersion: calendar.version, zone, startedOn, startedAt, dueOn, dueAt, provisional,
    dayTold: opened.dueOn !== undefined, everyMonths, duty, note, ...untold,
    tellAt: nextTermTelling({ unit: rule.unit, dueOn, dueAt, duty, ...untold }, { calendar, zone }),
    state: 'open', closedOn: null, closedAt: null, closedBy: null, closeNote: null,
  }
}

function dueOf ({ kind, dueOn }: NewTerm, { rule, start }: { rule: TermRule, start: TermStart }): TermDue {
  if (dueOn !== undefined) return namedDue(dueOn, start.zone)
  if (rule.n === null) throw new Error(`The law counts no days for ${kind}, and nothing named its day`)
  return termDue({ ...rule, n: rule.n }, start)
}
