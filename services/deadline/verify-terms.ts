import type { Reader } from '@lightwell/database/connect'
import { findRegime } from '@lightwell/regimes/regimes'
import { namedDue, termDue, type TermDue } from '@lightwell/regimes/term-due'
import { calendarAt } from './store/calendars.ts'
import { listTermsAfter, type TermRow } from './store/terms.ts'
import { differences, type Fault, type Verified } from './verified.ts'

/** Counts stored terms anew by the law and the version of the calendar that they name, and tells what differs. */
export async function verifyTermPage (
  db: Reader, { after, limit }: { after: string | undefined, limit: number },
): Promise<Verified> {
  const page = await listTermsAfter(db, { after, limit })
  const faults: Fault[] = []
  let unverifiable = 0
  for (const term of page) {
    const due = await dueAnew(db, term)
    if (due === undefined) {
      unverifiable += 1
      continue
    }
    const { dueOn, dueAt, provisional } = due
    const found = differences(term, { dueOn, dueAt, provisional })
    faults.push(...found.map((one) => ({ requestId: null, termId: term.id, seq: null, ...one })))
  }
  return { checked: page.length, unverifiable, faults, last: page.length < limit ? null : page.at(-1)?.id ?? null }
}

async function dueAnew (db: Reader, term: TermRow): Promise<TermDue | undefined> {
  const { regimeVersion, kind, dayTold, startedOn, startedAt, zone, calendarId, calendarVersion } = term
  if (dayTold) return namedDue(term.dueOn, zone)
  const rule = findRegime(regimeVersion)?.terms[kind]?.value
  const calendar = await calendarAt(db, calendarId, calendarVersion)
  if (rule === undefined || rule.n === null || calendar === undefined) return undefined
  return termDue({ ...rule, n: rule.n }, { startedOn, startedAt, zone, calendar })
}
