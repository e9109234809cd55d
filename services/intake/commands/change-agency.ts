import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { matchVersion } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { AgencyEntry } from '@lightwell/http/register/agency-entry'
import { agencyFaults } from '@lightwell/http/register/agency-faults'
import { agencyColumns, profileRow } from '@lightwell/http/register/agency-rows'
import { faults } from '@lightwell/http/register/faults'
import { highestLevel } from '@lightwell/http/register/staffing'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { errors } from '../errors.ts'
import { findAgency, holdRegister, updateAgency } from '../store/agencies.ts'
import { findProfile, insertProfile } from '../store/agency-profiles.ts'
import { lookAgain } from '../store/agency-staffing.ts'

/** What an agency is from a day on, as it was sent, and which version its sender has read. */
export type ChangeAgency = SentBody<Omit<AgencyEntry, 'code'>> & { code: string, ifMatch: string }

/**
 * Replaces what is kept of an agency, and gives the version of the new profile. What was told before stays, for questions
 * about past days. Throws 404, 409 for a body that was merged, 412, 422.
 */
export async function changeAgency (
  deps: Deps, tx: Transaction, caller: Caller, { code, body, schemaFaults, ifMatch }: ChangeAgency,
): Promise<number> {
  authorize(caller, 'agency', 'keep', { agencyCode: null })
  const now = deps.clock.now()
  const register = await holdRegister(tx)
  const agency = await findAgency(tx, code)
  if (agency === undefined) throw doorErrors.notFound()
  if (agency.endedOn !== null) throw errors.agencyMerged()
  const last = await findProfile(tx, code)
  const version = last?.version ?? 0
  matchVersion({ version }, ifMatch)
  const isBelowChain = Number(body.reviewLevels) < await highestLevel(tx, code, dayIn(now, agency.zone))
  refuseFaults(toldFaults(schemaFaults, [
    ...agencyFaults(body, { code, register, now, lastFromOn: last?.fromOn }),
    ...isBelowChain ? [faults.belowTheChain('/reviewLevels')] : [],
  ]))
  const entry = body as Omit<AgencyEntry, 'code'>
  await updateAgency(tx, code, agencyColumns(entry))
  await lookAgain(tx, [code])
  const today = dayIn(now, entry.zone)
  await insertProfile(tx, profileRow(entry, {
    agencyCode: code, version: version + 1, fromOn: entry.fromOn ?? laterOf(today, last?.fromOn),
    recordedBy: actorOf(caller), recordedAt: now,
  }))
  return version + 1
}

// Where the zone was changed too, today may be the day before the last change.
function laterOf (today: string, last = ''): string {
  return today < last ? last : today
}
