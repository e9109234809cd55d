import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { disclosureFor } from '../authorize-staff.ts'
import { holdDisclosure } from '../hold-disclosure.ts'
import { takeDown } from '../take-down.ts'
import { checkFindings, insertCheck, saveDisclosure, type Check } from '../store/disclosures.ts'

export const CheckBody = Type.Object({ finding: listed(checkFindings), opinion: Line(2_000) }, { additionalProperties: false })
export type CheckBody = Static<typeof CheckBody>

export type CheckDisclosure = { disclosureId: string, body: CheckBody, ifMatch: string | undefined }

/**
 * Someone looks at what was made public (S-26). A secret is taken down with the finding, in the same moment, and what is
 * out of date has to be confirmed or changed at once.
 */
export async function checkDisclosure (
  deps: Deps, tx: Transaction, caller: Caller, { disclosureId, body: { finding, opinion }, ifMatch }: CheckDisclosure,
): Promise<Check> {
  const { staff } = await disclosureFor(tx, disclosureId, { caller, verb: 'check' })
  const { head, disclosure } = await holdDisclosure(tx, disclosureId, ifMatch)
  const at = deps.clock.now()
  const actor = actorOf(caller)
  const check: Check = { id: uuidv7(), disclosureId, finding, opinion, checkedBy: staff.personId, checkedAt: at }
  await insertCheck(tx, check)
  await append(tx, head, { type: 'lightwell.disclosure.checked.v1', room: 'decision', actor, at, data: { disclosureId, finding } })
  if (disclosure.takenDownAt !== null) return check
  if (finding === 'secret') await takeDown(tx, { head, disclosure }, { cause: 'secret', reason: opinion, actor, at })
  if (finding === 'outdated') await saveDisclosure(tx, { ...disclosure, freshUntil: dayIn(at, disclosure.zone) })
  return check
}
