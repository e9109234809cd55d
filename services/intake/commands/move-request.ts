import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import { nextStatus, type RequestMove } from '../rules/request-status.ts'
import { findStatus, updateStatus } from '../store/requests.ts'

/** Moves a request on by what another room did; not where it may not be moved, or the case is no request. */
export async function moveRequest (tx: Transaction, id: string, move: RequestMove): Promise<void> {
  await lockCase(tx, id)
  const from = await findStatus(tx, id)
  const to = from && nextStatus(from, move)
  if (from !== undefined && to !== undefined) await updateStatus(tx, id, { from, to })
}
