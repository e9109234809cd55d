import { startOfDay } from '@lightwell/calendar/zoned'
import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { fault, invalid } from '@lightwell/http/refusal'
import { lawOf } from '@lightwell/regimes/law-of'
import { countedBy, type DeadlineParts } from './views/present-deadline.ts'
import { recordedBy } from './rules/standing-at.ts'
import { calendarAt } from './store/calendars.ts'
import { findChangeOrigins } from './store/change-origins.ts'
import { findTimedCase, listEntries } from './store/deadlines.ts'
import { listExtensions } from './store/extensions.ts'
import { listMilestones } from './store/milestones.ts'
import { termsToldTo } from './terms-told-to.ts'
import { visibleCase } from './views/visible-case.ts'

const beforeReceipt = fault('before_receipt', '此时尚未收到该申请。', 'The request was not received by then.')

/**
 * Reads all that is told of a deadline as of an instant: under the regime of the request, and under the version of its
 * calendar that it was counted by then. Throws 401 or 404 where the caller may not see it, 422 for an instant before the
 * day of receipt.
 */
export async function readDeadline (
  db: Reader, caller: Caller, requestId: string, asOf: Date | undefined,
): Promise<DeadlineParts> {
  const timed = visibleCase(caller, await findTimedCase(db, requestId))
  const { request } = timed
  if (asOf !== undefined && asOf < startOfDay(request.receivedOn, request.zone)) throw invalid([beforeReceipt('/asOf')])
  const entries = await listEntries(db, requestId)
  const { regime, calendar: current } = lawOf(request)
  const version = countedBy({ timed, currentVersion: current.version }, recordedBy(entries, asOf).at(-1), asOf)
  return {
    timed, entries, currentVersion: current.version,
    law: { regime, calendar: version === current.version ? current : await calendarAt(db, current.id, version) ?? current },
    extensions: await listExtensions(db, requestId),
    origins: await findChangeOrigins(db, requestId, entries.map(({ author }) => author)),
    milestones: await listMilestones(db, request.agencyCode),
    terms: asOf === undefined ? await termsToldTo(db, caller, timed) : [],
  }
}
