import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import { disclosureFor } from '../authorize-staff.ts'
import { faults } from '../errors.ts'
import { DayText } from '../fields.ts'
import { holdPublicDisclosure } from '../hold-disclosure.ts'
import { freshUntil } from '../rules/fresh-until.ts'
import { saveDisclosure, type ListedDisclosure } from '../store/disclosures.ts'

/** That an entry still holds; until which day, where it is not the usual one. */
export const ConfirmationBody = Type.Union([
  Type.Object({ freshUntil: Type.Optional(DayText) }, { additionalProperties: false }), Type.Null(),
])
export type ConfirmationBody = Static<typeof ConfirmationBody>

export type ConfirmDisclosure = { disclosureId: string, until: string | undefined, ifMatch: string | undefined }

/** An officer says that what is public still holds, so that it need not be looked at again before a day (C-36). */
export async function confirmDisclosure (
  deps: Deps, tx: Transaction, caller: Caller, { disclosureId, until, ifMatch }: ConfirmDisclosure,
): Promise<ListedDisclosure> {
  await disclosureFor(tx, disclosureId, { caller, verb: 'confirm' })
  const { head, disclosure } = await holdPublicDisclosure(tx, disclosureId, ifMatch)
  const at = deps.clock.now()
  const today = dayIn(at, disclosure.zone)
  if (until !== undefined && until <= today) refuseFaults([faults.notFresh('/freshUntil')])
  const confirmed = { ...disclosure, confirmedOn: today, freshUntil: until as Day | undefined ?? freshUntil(disclosure.cadence, today) }
  await saveDisclosure(tx, confirmed)
  await append(tx, head, {
    type: 'lightwell.disclosure.checked.v1', room: 'decision', actor: actorOf(caller), at, data: { disclosureId, finding: 'sound' },
  })
  return confirmed
}
