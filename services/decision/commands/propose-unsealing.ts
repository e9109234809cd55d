import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { holdSealedRecord } from '../hold-sealed-record.ts'
import { errors } from '../seal-errors.ts'
import { findUnsealing, insertUnsealing } from '../store/seals.ts'

export const UnsealingBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
export type UnsealingBody = Static<typeof UnsealingBody>

export type Unseal = { recordId: string, body: UnsealingBody, ifMatch: string | undefined }

/** The first of two people finds that a seal is a false alarm. Nothing opens by this. */
export async function proposeUnsealing (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body: { reason }, ifMatch }: Unseal,
): Promise<void> {
  const { staff, posts, head, record } = await holdSealedRecord(tx, caller, { recordId, verb: 'unseal', ifMatch })
  if (await findUnsealing(tx, recordId) !== undefined) throw errors.unsealingProposed()
  const at = deps.clock.now()
  await insertUnsealing(tx, {
    recordId, submitterId: record.addedBy, foundBy: staff.personId,
    foundAs: posts.some(({ duty }) => duty === 'secrecy') ? 'secrecy' : 'head', foundAt: at, reason,
    confirmedBy: null, confirmedAs: null, confirmedAt: null, confirmation: null,
  })
  await append(tx, head, {
    type: 'lightwell.record.unsealing_proposed.v1', room: 'decision', actor: actorOf(caller), at, data: { recordId },
  })
}
