import type { Reader, Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import type { SentBody } from '@lightwell/http/sent-body'
import { plannedRevisions, withYear, type PlannedRevision } from '../rules/planned-revisions.ts'
import { saveRevisions } from '../save-revisions.ts'
import { sentYear, type YearBody } from '../sent-year.ts'
import { findCalendarRow, holdCalendars, readInForce } from '../store/calendars.ts'

/** A year of a calendar as it was sent. */
export type SentYear = SentBody<YearBody> & { calendarId: string, year: number }

/**
 * Publishes a year of a calendar: stores the version of it, and of each calendar below it, that is in force from now on.
 * Due days are counted anew by a sweep. The same once more changes nothing. Throws 404, 412, 422.
 */
export async function publishYear (
  deps: Deps, tx: Transaction, caller: Caller, { ifMatch, ...sent }: SentYear & { ifMatch: string },
): Promise<void> {
  authorize(caller, 'calendar', 'keep', { agencyCode: null })
  await holdCalendars(tx)
  const row = await findCalendarRow(tx, sent.calendarId)
  if (row === undefined) throw doorErrors.notFound()
  matchTag(row.version, ifMatch)
  await saveRevisions(tx, await planYear(tx, sent), {
    cause: 'published', year: sent.year, publishedBy: actorOf(caller), publishedAt: deps.clock.now(),
  })
}

/** What a year that was sent would make of its calendar and of those below it. Throws 404, 422. */
export async function planYear (db: Reader, { calendarId, year, ...sent }: SentYear): Promise<PlannedRevision[]> {
  const inForce = await readInForce(db)
  const calendar = inForce.find(({ id }) => id === calendarId)
  if (calendar === undefined) throw doorErrors.notFound()
  const parent = inForce.find(({ id }) => id === calendar.parent)
  return plannedRevisions(inForce, calendarId, withYear(calendar, sentYear(year, sent, parent)))
}
