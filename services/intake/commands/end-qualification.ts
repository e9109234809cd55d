import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { errors, faults } from '../errors.ts'
import { endQualification as endStored, listQualifications, type Qualification } from '../store/qualifications.ts'

export type EndQualification = { id: string, untilOn: string }

/** Ends a qualification before its time; the day named is its last. What was reviewed under it stands. Throws 404, 409, 422. */
export async function endQualification (
  deps: Deps, tx: Transaction, caller: Caller, { id, untilOn }: EndQualification,
): Promise<Qualification> {
  authorize(caller, 'qualification', 'keep', { agencyCode: null })
  const [qualification] = await listQualifications(tx, { id }, 1)
  if (qualification === undefined) throw doorErrors.notFound()
  refuseFaults([
    ...untilOn < qualification.fromOn ? [faults.beforeStart('/untilOn')] : [],
    ...untilOn > qualification.untilOn ? [faults.notEarlier('/untilOn')] : [],
  ])
  const end = { untilOn, endedBy: actorOf(caller), endedAt: deps.clock.now() }
  if (!await endStored(tx, id, end)) throw errors.qualificationEnded()
  return { ...qualification, ...end }
}
