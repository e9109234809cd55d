import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { districtOf } from '../filing-for.ts'
import { secretFilingFor } from '../hold-secret.ts'
import { errors } from '../secret-errors.ts'
import {
  findSecretFiling, type ListedSecretFiling, saveSecretReceipt, type SecretFiling,
} from '../store/secret-filings.ts'
import type { ReceiptBody } from './receive-filing.ts'

export type ReceiveSecretFiling = { filingId: string, by: ReceiptBody['by'], ifMatch: string | undefined }

/** Writes down that the form of a registered secret was received, once on each side, by another than who filed it. */
export async function receiveSecretFiling (
  deps: Deps, tx: Transaction, caller: Caller, { filingId, by, ifMatch }: ReceiveSecretFiling,
): Promise<ListedSecretFiling> {
  const { staff, found: { filing: { secretId, agencyCode, filedBy } }, isOffice } = await secretFilingFor(tx, caller, filingId)
  if (by === 'secrecy' ? !(await districtOf(tx, caller)).includes(agencyCode) : !isOffice) throw doorErrors.notAllowed()
  if (filedBy === staff.personId) throw errors.ownFiling()
  const head = await lockMatchingCase(tx, secretId, ifMatch)
  const { filing } = await findSecretFiling(tx, filingId) as ListedSecretFiling
  if ((by === 'secrecy' ? filing.secrecyReceivedAt : filing.officeReceivedAt) !== null) throw errors.received()
  const at = deps.clock.now()
  const receipt: Partial<SecretFiling> = by === 'secrecy'
    ? { secrecyReceivedBy: staff.personId, secrecyReceivedAt: at } : { officeReceivedBy: staff.personId, officeReceivedAt: at }
  await saveSecretReceipt(tx, { ...filing, ...receipt })
  await append(tx, head, {
    type: 'lightwell.secret.filing_received.v1', room: 'decision', actor: actorOf(caller), at, data: { secretId, filingId, by },
  })
  return await findSecretFiling(tx, filingId) as ListedSecretFiling
}
