import type { Day } from '@lightwell/calendar/day'
import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import type { Transaction } from '@lightwell/database/connect'
import { lawOf } from '@lightwell/regimes/law-of'
import type { CaseView } from './case-view.ts'
import { errors } from './errors.ts'
import { notPossible } from './hold-case.ts'
import { todayAt } from './rules/guards.ts'
import { findServedOn } from './store/fees.ts'

/** The notice that asked for a reply, the fewest working days that a reply gets, and when its absence is held against him. */
export type Asked = { noticeId: string, least: number, now: Date }

/**
 * Passes where who was asked has had the notice for the fewest days that a reply gets. Throws 409 otherwise: whom no notice
 * has reached has not been silent, and a letter takes its time.
 */
export async function requireTimeToReply (
  tx: Transaction, view: Pick<CaseView, 'request'>, { noticeId, least, now }: Asked,
): Promise<void> {
  const servedOn = await findServedOn(tx, noticeId)
  if (servedOn === undefined) throw errors.noticeNotServed()
  const last = addWorkingDays(lawOf(view.request).calendar, servedOn as Day, least).day
  if (todayAt(view, now) <= last) throw notPossible('reply_not_due')
}
