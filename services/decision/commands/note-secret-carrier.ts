import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import { Id } from '../fields.ts'
import { holdSecret } from '../hold-secret.ts'
import { errors, faults } from '../secret-errors.ts'
import { findSecret, insertSecretCarriers, type ListedSecret, listOwnCarriers } from '../store/registered-secrets.ts'

export const SecretCarrierBody = Type.Object({ carrierId: Id }, { additionalProperties: false })
export type SecretCarrierBody = Static<typeof SecretCarrierBody>

export type NoteSecretCarrier = { secretId: string, carrierId: string, ifMatch: string | undefined }

const mostCarriers = 200

/** Notes that a registered carrier of the unit bears a registered secret. Throws 404, 403, 409, 412, 422. */
export async function noteSecretCarrier (
  deps: Deps, tx: Transaction, caller: Caller, { secretId, carrierId, ifMatch }: NoteSecretCarrier,
): Promise<ListedSecret> {
  const { staff, head, keeper, carrierIds } = await holdSecret(tx, caller, { id: secretId, ifMatch })
  if ((await listOwnCarriers(tx, keeper, [carrierId])).length === 0) refuseFaults([faults.unknownCarrier('/carrierId')])
  if (carrierIds.length >= mostCarriers) throw errors.tooManyCarriers()
  const at = deps.clock.now()
  if (await insertSecretCarriers(tx, [{ secretId, carrierId, notedBy: staff.personId, notedAt: at }]) === 0) throw errors.carrierNoted()
  await append(tx, head, {
    type: 'lightwell.secret.carrier_noted.v1', room: 'decision', actor: actorOf(caller), at, data: { secretId, carrierId },
  })
  return await findSecret(tx, secretId) as ListedSecret
}
