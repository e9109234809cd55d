import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { errors } from '../errors.ts'
import { moveBelow } from '../move-below.ts'
import { successionFaults, type Merger } from '../rules/succession-faults.ts'
import { findAgency, findLastSuccessor, holdRegister, shutAgency, updateAgency, type Agency } from '../store/agencies.ts'
import { findProfile } from '../store/agency-profiles.ts'
import {
  countOpen, endPostsOf, findSuccession, handOver, hasAdminBeside, lockOpenCases, upsertSuccession, type Succession,
} from '../store/successions.ts'

const casesAtOnce = 100

/** Which body went into which other, by what paper. */
export type MergeAgency = SentBody<Merger> & { code: string }

/** How far a merger has come: the cases that this call passed on, and those that are still to pass. */
export type Merged = { succession: Succession, moved: number, left: number }

/**
 * Merges one body into another (B-15). It takes no more requests, its posts end, and its open cases pass to the
 * successor, at most a hundred a call: the same call again goes on where the last one stopped. Closed cases stay under
 * the name they were closed under.
 */
export async function mergeAgency (
  deps: Deps, tx: Transaction, caller: Caller, input: MergeAgency,
): Promise<Merged> {
  authorize(caller, 'agency', 'keep', { agencyCode: null })
  const at = deps.clock.now()
  const succession = await endAgency(tx, input, { at, actor: actorOf(caller) })
  const heads = await lockOpenCases(tx, input.code, casesAtOnce)
  // The successor may have gone into a third body while cases were left.
  const toAgency = (await findLastSuccessor(tx, input.code) as Agency).code
  for (const head of heads) {
    await append(tx, head, {
      type: 'lightwell.request.passed_on.v1', room: 'intake', actor: actorOf(caller), at,
      data: { fromAgency: input.code, toAgency },
    })
  }
  if (heads.length > 0) await handOver(tx, heads.map(({ id }) => id), toAgency)
  return { succession, moved: heads.length, left: await countOpen(tx, input.code) }
}

async function endAgency (
  tx: Transaction, { code, body, schemaFaults }: MergeAgency, by: { at: Date, actor: string },
): Promise<Succession> {
  const register = await holdRegister(tx)
  const agency = await findAgency(tx, code)
  if (agency === undefined) throw doorErrors.notFound()
  const { successor: named } = body
  const successor = typeof named === 'string' ? await findAgency(tx, named) : undefined
  const today = dayIn(by.at, agency.zone)
  const earlier = await findSuccession(tx, code)
  const lastFromOn = (await findProfile(tx, code))?.fromOn
  const ruled = successionFaults(body, { agency, successor, today, lastFromOn })
  // What has been told once is not told anew, but for the day on which the seal was handed in.
  refuseFaults(toldFaults(schemaFaults, earlier === undefined ? ruled : ruled.filter(({ pointer }) => pointer === '/sealHandedInOn')))
  const merger = body as Required<Merger>
  if (earlier !== undefined && !isSame(earlier, merger)) throw errors.agencyMerged()
  const succession = {
    agencyCode: code, successorCode: merger.successor, endedOn: merger.on as Day, act: merger.act.trim(),
    sealHandedInOn: earlier?.sealHandedInOn ?? merger.sealHandedInOn ?? null, recordedBy: by.actor, recordedAt: by.at,
  }
  await upsertSuccession(tx, succession)
  if (earlier === undefined) await closeDoor(tx, { agency, succession, register })
  return succession
}

async function closeDoor (
  tx: Transaction, { agency, succession, register }:
  { agency: Agency, succession: Succession, register: Awaited<ReturnType<typeof holdRegister>> },
): Promise<void> {
  const { successorCode, endedOn, recordedBy, recordedAt } = succession
  if (!await hasAdminBeside(tx, agency.code)) throw errors.lastAdmin()
  await shutAgency(tx, agency.code)
  await updateAgency(tx, agency.code, { successorCode, endedOn })
  await endPostsOf(tx, agency.code, { revokedAt: recordedAt, revokedBy: recordedBy })
  await moveBelow(tx, { agency, succession, register })
}

function isSame (earlier: Succession, { successor, on, act }: Merger): boolean {
  return earlier.successorCode === successor && earlier.endedOn === on && earlier.act === act?.trim()
}
