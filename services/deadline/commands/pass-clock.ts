import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import type { Deps } from '@lightwell/events/deps'
import type { Envelope } from '@lightwell/events/envelope'
import { passDeadline } from '../store/deadlines.ts'

/** Passes a clock on with its case, to the body that took the place of another. Its days stay what they are. */
export async function passClock (
  _deps: Deps, tx: Transaction, event: Envelope<'lightwell.request.passed_on.v1'>,
): Promise<void> {
  await lockCase(tx, event.subject)
  await passDeadline(tx, event.subject, event.data.toAgency)
}
