import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { holdSealedRecord } from '../hold-sealed-record.ts'
import { asSealed } from '../seal-record.ts'
import { insertDestruction, saveSeal } from '../store/seals.ts'

/** An order to destroy what is sealed here, and where the paper is that it was made from. */
export const DestructionBody = Type.Object({
  level: listed(['secret', 'confidential', 'top_secret']),
  period: Type.Optional(Line(60)),
  carrierNumber: Line(100),
  classifier: Line(200),
  reason: Line(2_000),
}, { additionalProperties: false })
export type DestructionBody = Static<typeof DestructionBody>

export type DestroyRecord = { recordId: string, body: DestructionBody, ifMatch: string | undefined }

/**
 * Destroys the key and the bytes of a sealed record on the order of the secrecy duty (DESIGN.md 5.4). The case goes on
 * with the reference to its carrier. What stands outside the database of its key is destroyed a moment later.
 */
export async function destroyRecord (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, ifMatch }: DestroyRecord,
): Promise<void> {
  const { staff, head, record } = await holdSealedRecord(tx, caller, { recordId, verb: 'destroy', ifMatch })
  const at = deps.clock.now()
  await insertDestruction(tx, {
    recordId, ...body, period: body.period ?? null, orderedBy: staff.personId, destroyedAt: at, keyGoneAt: null,
  })
  // What was sealed before words were sealed too has them in its row.
  await saveSeal(tx, asSealed(record, record.sealedAt ?? at))
  await append(tx, head, { type: 'lightwell.record.destroyed.v1', room: 'decision', actor: actorOf(caller), at, data: { recordId } })
}
