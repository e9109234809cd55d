import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import { updateRequest } from '../store/applicants.ts'
import { findStartedOn } from '../store/requests.ts'

/** Lets a request be received on the day on which its clock starts, now that this was corrected. */
export async function moveReceipt (tx: Transaction, id: string): Promise<void> {
  await lockCase(tx, id)
  const receivedOn = await findStartedOn(tx, id)
  if (receivedOn !== undefined) await updateRequest(tx, id, { receivedOn })
}
