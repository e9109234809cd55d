import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { disclosureFor } from '../authorize-staff.ts'
import { holdPublicDisclosure } from '../hold-disclosure.ts'
import type { ListedDisclosure } from '../store/disclosures.ts'
import { takeDown, takedownCauses } from '../take-down.ts'

export const TakedownBody = Type.Object({ cause: listed(takedownCauses), reason: Line(2_000) }, { additionalProperties: false })
export type TakedownBody = Static<typeof TakedownBody>

export type TakeDownDisclosure = { disclosureId: string, body: TakedownBody, ifMatch: string | undefined }

/** Takes down what is public. One person is enough: what is to be read again needs a publication of its own. */
export async function takeDownDisclosure (
  deps: Deps, tx: Transaction, caller: Caller, { disclosureId, body, ifMatch }: TakeDownDisclosure,
): Promise<ListedDisclosure> {
  await disclosureFor(tx, disclosureId, { caller, verb: 'take_down' })
  const held = await holdPublicDisclosure(tx, disclosureId, ifMatch)
  return await takeDown(tx, held, { ...body, actor: actorOf(caller), at: deps.clock.now() })
}
