import type { Transaction } from '@lightwell/database/connect'
import { lockCase } from '@lightwell/events/case-head'
import { moveFrom, statusAfter, type RoomMove } from '../rules/moves.ts'
import { findStatus, updateStatus } from '../store/requests.ts'

/** Moves a request on by what another room did; not where it may not be moved, or the case is no request. */
export async function moveRequest (tx: Transaction, id: string, action: RoomMove): Promise<void> {
  await lockCase(tx, id)
  const from = await findStatus(tx, id)
  const move = from && moveFrom(from, action)
  const to = move && statusAfter(move, from)
  if (from !== undefined && to !== undefined) await updateStatus(tx, id, { from, to })
}
