import type { Transaction } from '@lightwell/database/connect'
import { replayParked } from '@lightwell/events/deliveries'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as httpErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import type { Room } from '@lightwell/schema/rooms'
import { errors } from '../errors.ts'
import { findDelivery, type DeliveryRow } from '../store/deliveries.ts'

/** Gives a parked delivery its attempts again; its first error stays on record. 409 when it is not parked. */
export async function replayDelivery (
  deps: Deps, tx: Transaction, caller: Caller, { eventId, consumer }: { eventId: string, consumer: Room },
): Promise<DeliveryRow> {
  authorize(caller, 'delivery', 'replay', { agencyCode: null })
  const delivery = await findDelivery(tx, eventId, consumer)
  if (delivery === undefined) throw httpErrors.notFound()
  if (!await replayParked(tx, eventId, consumer, deps.clock.now())) throw errors.deliveryNotParked()
  return { ...delivery, state: 'pending', attempts: 0 }
}
