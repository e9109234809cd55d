import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { listed } from '@lightwell/http/listed'
import { permission } from '@lightwell/http/policy'
import { filingFor } from '../filing-for.ts'
import { errors } from '../filing-errors.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { findFiling, saveReceipt, type Filing, type ListedFiling } from '../store/filings.ts'

/** Who has received the form: the secrecy department of the same level, or the office of the body. */
export const ReceiptBody = Type.Object({ by: listed(['secrecy', 'office']) }, { additionalProperties: false })
export type ReceiptBody = Static<typeof ReceiptBody>

export type ReceiveFiling = { filingId: string, by: ReceiptBody['by'], ifMatch: string | undefined }

/** Writes down that a filing form was received, once on each side, by another than who filed it. */
export async function receiveFiling (
  deps: Deps, tx: Transaction, caller: Caller, { filingId, by, ifMatch }: ReceiveFiling,
): Promise<ListedFiling> {
  const { staff, found, forSecrecy } = await filingFor(tx, caller, filingId)
  const { caseId, filing: { agencyCode, filedBy, recordId } } = found
  const may = by === 'secrecy' ? forSecrecy : permission(caller, 'filing', 'receive', { agencyCode }).allowed
  if (!may) throw doorErrors.notAllowed()
  if (filedBy === staff.personId) throw errors.ownFiling()
  const { head } = await holdRecordCase(tx, caseId, ifMatch)
  const { filing } = await findFiling(tx, filingId) as ListedFiling
  const at = deps.clock.now()
  const receipt: Partial<Filing> = by === 'secrecy'
    ? { secrecyReceivedBy: staff.personId, secrecyReceivedAt: at } : { officeReceivedBy: staff.personId, officeReceivedAt: at }
  if ((by === 'secrecy' ? filing.secrecyReceivedAt : filing.officeReceivedAt) !== null) throw errors.received()
  await saveReceipt(tx, { ...filing, ...receipt })
  await append(tx, head, {
    type: 'lightwell.record.filing_received.v1', room: 'decision', actor: actorOf(caller), at, data: { recordId, filingId, by },
  })
  return await findFiling(tx, filingId) as ListedFiling
}
