import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { outgoingFaults } from '@lightwell/http/outgoing-faults'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { GuideFields } from '../rules/guide-fields.ts'
import { findGuide, insertGuide, type Guide } from '../store/guides.ts'
import { findPublisher } from '../store/publishers.ts'

export type KeepGuide = { agencyCode: string, fields: GuideFields, ifMatch: string }

/** Replaces the guide of an agency by a further version; those of before stay. Throws 404, 412, 422. */
export async function keepGuide (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, fields, ifMatch }: KeepGuide,
): Promise<Guide> {
  authorize(caller, 'guide', 'keep', { agencyCode })
  const agency = await findPublisher(tx, agencyCode)
  if (agency === undefined) throw doorErrors.notFound()
  const version = (await findGuide(tx, agencyCode))?.version ?? 0
  matchTag(version, ifMatch)
  refuseFaults(Object.entries(fields).flatMap(([field, text]) => outgoingFaults(text, `/${field}`)))
  const now = deps.clock.now()
  const guide: Guide = {
    agencyCode, version: version + 1, fields, publishedOn: dayIn(now, agency.zone), recordedBy: actorOf(caller), recordedAt: now,
  }
  if (!await insertGuide(tx, guide)) throw doorErrors.stale()
  return guide
}
