import { Type, type Static } from '@sinclair/typebox'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { refuseFaults } from '@lightwell/http/refusal'
import { holdWorkSecret } from '../hold-work-secret.ts'
import { workSecretReleases } from '../rules/work-secret.ts'
import { saveWorkSecret, type WorkSecret } from '../store/work-secrets.ts'
import { errors, faults } from '../work-secret-errors.ts'

export const WorkSecretReleaseBody = Type.Object({
  cause: listed(workSecretReleases), reason: Line(2_000),
}, { additionalProperties: false })
export type WorkSecretReleaseBody = Static<typeof WorkSecretReleaseBody>

export type ReleaseWorkSecret = { id: string, body: WorkSecretReleaseBody, ifMatch: string | undefined }

/**
 * The leader releases a work secret (工作秘密的解除): before its time, or when someone has looked at it after its last day.
 * The record is then reviewed like any other; it goes nowhere by this.
 */
export async function releaseWorkSecret (
  deps: Deps, tx: Transaction, caller: Caller, { id, body: { cause, reason }, ifMatch }: ReleaseWorkSecret,
): Promise<WorkSecret> {
  const { head, of, staff, workSecret } = await holdWorkSecret(tx, caller, { id, verb: 'release', ifMatch })
  if (workSecret.state !== 'determined') throw errors.workSecretNotDetermined()
  const at = deps.clock.now()
  if (cause === 'period_over' && dayIn(at, of.zone) <= workSecret.untilOn) refuseFaults([faults.periodNotOver('/cause')])
  const released: WorkSecret = {
    ...workSecret, state: 'released', releasedBy: staff.personId, releasedAt: at, releaseCause: cause, releaseReason: reason,
  }
  await saveWorkSecret(tx, released)
  await append(tx, head, {
    type: 'lightwell.work_secret.released.v1', room: 'decision', actor: actorOf(caller), at,
    data: { recordId: workSecret.recordId, workSecretId: id },
  })
  return released
}
