import { addDays, type Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { errors, faults } from '../errors.ts'
import { newStaffingGaps, type AgencyGap } from '../new-staffing-gaps.ts'
import { lookAgain } from '../store/agency-staffing.ts'
import { listPlacesOf } from '../store/posts.ts'
import { endQualification as endStored, listQualifications, type Qualification } from '../store/qualifications.ts'

export type EndQualification = { id: string, untilOn: string }

/**
 * Ends a qualification before its time; the day named is its last. What was reviewed under it stands. Tells what nobody is
 * left for after it. Throws 404, 409, 422.
 */
export async function endQualification (
  deps: Deps, tx: Transaction, caller: Caller, { id, untilOn }: EndQualification,
): Promise<{ qualification: Qualification, gaps: AgencyGap[] }> {
  authorize(caller, 'qualification', 'keep', { agencyCode: null })
  const [qualification] = await listQualifications(tx, { id }, 1)
  if (qualification === undefined) throw doorErrors.notFound()
  refuseFaults([
    ...untilOn < qualification.fromOn ? [faults.beforeStart('/untilOn')] : [],
    ...untilOn > qualification.untilOn ? [faults.notEarlier('/untilOn')] : [],
  ])
  const now = deps.clock.now()
  const end = { untilOn, endedBy: actorOf(caller), endedAt: now }
  const places = await listPlacesOf(tx, qualification.person.id)
  const gaps = await newStaffingGaps(tx, places, { now, from: addDays(untilOn as Day, 1) }, async () => {
    if (!await endStored(tx, id, end)) throw errors.qualificationEnded()
  })
  await lookAgain(tx, places.map(({ agencyCode }) => agencyCode))
  return { qualification: { ...qualification, ...end }, gaps }
}
