import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import type { Envelope } from '@lightwell/events/envelope'
import { moveIncidents } from '../store/incidents.ts'

/** Passes the incidents of a case on with it, to the body that took the place of another: the report is now its duty. */
export async function passIncidents (tx: Transaction, event: Envelope<'lightwell.request.passed_on.v1'>): Promise<void> {
  await lockCase(tx, event.subject)
  await moveIncidents(tx, event.subject, event.data.toAgency)
}
