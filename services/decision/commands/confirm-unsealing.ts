import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { holdSealedRecord, type HeldSeal } from '../hold-sealed-record.ts'
import { errors } from '../seal-errors.ts'
import { openWords } from '../sealed-content.ts'
import { findContent } from '../store/records.ts'
import { confirmUnsealing as saveConfirmation, findManualCheck, findUnsealing, saveSeal, saveWords } from '../store/seals.ts'
import type { Unseal } from './propose-unsealing.ts'

/**
 * The second person confirms that a seal is a false alarm, of the duty that the first was not. The record opens, and its
 * chain begins. What stood on it stays told, as a false alarm.
 */
export async function confirmUnsealing (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body: { reason }, ifMatch }: Unseal,
): Promise<void> {
  const held = await holdSealedRecord(tx, caller, { recordId, verb: 'unseal', ifMatch })
  const unsealing = await findUnsealing(tx, recordId)
  if (unsealing === undefined) throw errors.unsealingMissing()
  if (unsealing.confirmedBy !== null) throw errors.sealedAgain()
  if (unsealing.foundBy === held.staff.personId) throw errors.foundItYourself()
  const confirmedAs = unsealing.foundAs === 'secrecy' ? 'head' : 'secrecy'
  if (!held.posts.some(({ duty }) => duty === confirmedAs)) throw errors.sameDuty()
  const at = deps.clock.now()
  await saveConfirmation(tx, { ...unsealing, confirmedBy: held.staff.personId, confirmedAs, confirmedAt: at, confirmation: reason })
  await openSeal(deps, tx, held)
  await append(tx, held.head, {
    type: 'lightwell.record.unsealed.v1', room: 'decision', actor: actorOf(caller), at, data: { recordId },
  })
}

async function openSeal (deps: Deps, tx: Transaction, { record, staff }: HeldSeal): Promise<void> {
  const words = await openWords(deps, await findContent(tx, record.id))
  // Of what one had looked through by hand, two have now said what stands on it.
  const isLookedThrough = await findManualCheck(tx, record) !== undefined
  await saveSeal(tx, {
    ...record, ...words, unsealedBy: staff.personId, scanState: isLookedThrough ? 'done' : record.scanState,
  })
  await saveWords(tx, record.id, null)
}
