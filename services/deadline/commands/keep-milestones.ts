import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchTag } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { tagOf, type Milestone } from '../views/present-milestones.ts'
import { milestoneFaults } from '../rules/milestone-faults.ts'
import { hasAgency, holdMilestones, replaceMilestones } from '../store/milestones.ts'

/** All milestones of an agency, and which ones their sender has read. */
export type KeepMilestones = SentBody<{ milestones: Milestone[] }> & { agencyCode: string, ifMatch: string }

/** Replaces the milestones of an agency. Throws 404, 412, 422. */
export async function keepMilestones (
  deps: Deps, tx: Transaction, caller: Caller, { agencyCode, ifMatch, body, schemaFaults }: KeepMilestones,
): Promise<void> {
  authorize(caller, 'milestone', 'keep', { agencyCode })
  if (!await hasAgency(tx, agencyCode)) throw doorErrors.notFound()
  matchTag(tagOf(await holdMilestones(tx, agencyCode)), ifMatch)
  refuseFaults(toldFaults(schemaFaults, milestoneFaults(body.milestones)))
  const by = { recordedBy: actorOf(caller), recordedAt: deps.clock.now() }
  const { milestones } = body as { milestones: Milestone[] }
  await replaceMilestones(tx, agencyCode, milestones.map(({ code, name, workingDaysBefore, duty }) =>
    ({ agencyCode, code, nameZh: name.zh.trim(), nameEn: name.en.trim(), workingDaysBefore, duty, ...by })))
}
