import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { AgencyEntry } from '@lightwell/http/register/agency-entry'
import { agencyFaults } from '@lightwell/http/register/agency-faults'
import { agencyColumns, profileRow } from '@lightwell/http/register/agency-rows'
import { faults } from '@lightwell/http/register/faults'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { holdRegister, insertAgency } from '../store/agencies.ts'
import { insertProfile } from '../store/agency-profiles.ts'

/** Enters an agency in the register with its first profile, and gives its code. Throws 422 with every fault at once. */
export async function addAgency (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<AgencyEntry>,
): Promise<string> {
  authorize(caller, 'agency', 'keep', { agencyCode: null })
  const now = deps.clock.now()
  const register = await holdRegister(tx)
  const { code } = body
  refuseFaults(toldFaults(schemaFaults, [
    ...code !== undefined && register.has(code) ? [faults.codeTaken('/code')] : [],
    ...agencyFaults(body, { code, register, now }),
  ]))
  const entry = body as AgencyEntry
  await insertAgency(tx, { code: entry.code, ...agencyColumns(entry) })
  await insertProfile(tx, profileRow(entry, {
    agencyCode: entry.code, version: 1, fromOn: entry.fromOn ?? dayIn(now, entry.zone), recordedBy: actorOf(caller), recordedAt: now,
  }))
  return entry.code
}
