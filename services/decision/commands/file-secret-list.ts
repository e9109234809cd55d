import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { findPublisher } from '../store/publishers.ts'
import { findSecretList, noteFiled, type SecretList } from '../store/secret-lists.ts'
import { errors, faults } from '../unit-errors.ts'

export type FileSecretList = { agencyCode: string, version: number, filedOn: string }

/** Notes that a list was filed with the secrecy department of its level (保密法实施条例第十三条). Throws 404, 409, 422. */
export async function fileSecretList (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, version, filedOn }: FileSecretList,
): Promise<SecretList> {
  authorize(caller, 'secret_list', 'keep', { agencyCode })
  const [agency, list] = [await findPublisher(tx, agencyCode), await findSecretList(tx, agencyCode, version)]
  if (agency === undefined || list === undefined) throw doorErrors.notFound()
  refuseFaults(filedOn > dayIn(deps.clock.now(), agency.zone) ? [faults.inTheFuture('/filedOn')] : [])
  if (!await noteFiled(tx, list.id, filedOn)) throw errors.listFiled()
  return { ...list, filedOn }
}
