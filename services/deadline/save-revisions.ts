import type { Transaction } from '@lightwell/database/connect'
import type { PlannedRevision } from './rules/planned-revisions.ts'
import { findCalendarRow, insertRevision, type RevisionRow } from './store/calendars.ts'

/** Why calendars get new versions, and by whom. */
export type RevisionOrigin = Pick<RevisionRow, 'publishedBy' | 'publishedAt' | 'year'> & { cause: 'shipped' | 'published' }

/**
 * Stores what a change makes of a calendar and of those below it; from then on they are in force. One that says nothing
 * else of any day needs no due day counted anew.
 */
export async function saveRevisions (
  tx: Transaction, planned: readonly PlannedRevision[], { cause, year, publishedBy, publishedAt }: RevisionOrigin,
): Promise<void> {
  for (const [at, { after, changedFrom }] of planned.entries()) {
    const row = await findCalendarRow(tx, after.id)
    if (row === undefined) throw new Error(`There is no calendar ${after.id}`)
    await insertRevision(tx, {
      calendarId: after.id, revision: row.revision + 1, version: after.version, ownYears: after.ownYears, years: after.years,
      cause: at === 0 ? cause : 'parent_published', year: at === 0 ? year : null, changedFrom, publishedBy, publishedAt,
      appliedAt: changedFrom === null ? publishedAt : null,
    })
  }
}
