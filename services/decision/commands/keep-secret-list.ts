import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { secretListFaults, type SecretListBody } from '@lightwell/http/register/secret-list-entry'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { regimeInForce } from '@lightwell/regimes/regimes'
import { findPublisher } from '../store/publishers.ts'
import { findSecretList, insertSecretList, type SecretList } from '../store/secret-lists.ts'

export type KeepSecretList = SentBody<SecretListBody> & { agencyCode: string, ifMatch: string | undefined }

/** Keeps a further version of a unit's list of secret matters; those of before stay. Throws 404, 412, 422. */
export async function keepSecretList (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, body, schemaFaults, ifMatch }: KeepSecretList,
): Promise<SecretList> {
  authorize(caller, 'secret_list', 'keep', { agencyCode })
  const agency = await findPublisher(tx, agencyCode)
  if (agency === undefined) throw doorErrors.notFound()
  const last = await findSecretList(tx, agencyCode)
  matchTag(last?.version ?? 0, ifMatch)
  const now = deps.clock.now()
  const today = dayIn(now, agency.zone)
  const regime = agency.regimeId === null ? undefined : regimeInForce(agency.regimeId, today)
  refuseFaults(toldFaults(schemaFaults, secretListFaults(body, { regime, today, lastFromOn: last?.fromOn })))
  const { filedOn = null, ...said } = body as SecretListBody
  const list: SecretList = {
    id: uuidv7(), agencyCode, version: (last?.version ?? 0) + 1, ...said, filedOn, recordedBy: actorOf(caller), recordedAt: now,
  }
  if (!await insertSecretList(tx, list)) throw doorErrors.stale()
  return list
}
