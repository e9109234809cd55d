import { Type, type Static } from '@sinclair/typebox'
import { v7 as uuidv7, validate as isUuid } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { Line } from '@lightwell/http/line'
import { authorize, permission } from '@lightwell/http/policy'
import { refuseFaults, type FieldFault } from '@lightwell/http/refusal'
import { faults } from '@lightwell/http/register/faults'
import { PostFields } from '@lightwell/http/register/post-entry'
import { postFaults } from '@lightwell/http/register/post-faults'
import { isQualifiedOn, listActing } from '@lightwell/http/register/staffing'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { DayText } from '../day-text.ts'
import { errors } from '../errors.ts'
import { holdAgency, type Agency } from '../store/agencies.ts'
import { lookAgain } from '../store/agency-staffing.ts'
import { findPost, insertPost, type Post } from '../store/posts.ts'

/** A duty at an agency, given in writing to who holds the same in the body above it. */
export const CommissionBody = Type.Object({
  ...PostFields,
  personId: Type.String({ format: 'uuid' }),
  fromOn: DayText,
  untilOn: DayText,
  document: { ...Line(300), description: 'The paper by which he is commissioned.' },
}, { additionalProperties: false })
export type CommissionBody = Static<typeof CommissionBody>

/** Nobody is lent to keep the house or to supervise. */
const neverLent: readonly unknown[] = ['admin', 'supervisor']

/**
 * Lends an agency the holder of the same duty of the body above, for days: separating duties must not make a legal day
 * pass. It is a post that holds on these days alone. Throws 403, 409 where he has it already, 422.
 */
export async function giveCommission (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<CommissionBody>,
): Promise<Post> {
  authorize(caller, 'post', 'commission', { agencyCode: null })
  const now = deps.clock.now()
  const agency = typeof body.agency === 'string' ? await holdAgency(tx, body.agency) : undefined
  const mayLend = permission(caller, 'post', 'commission', { agencyCode: agency?.parentCode ?? null }).allowed
  if (agency !== undefined && !mayLend) throw doorErrors.notAllowed()
  const ruled = [
    ...postFaults({ ...body }, { agency, isKnown: () => true }),
    ...agency === undefined ? dayFaults(body) : await lendingFaults(tx, body, { agency, today: dayIn(now, agency.zone) }),
  ]
  refuseFaults(toldFaults(schemaFaults, ruled))
  const { agency: agencyCode, duty, level = null, personId, fromOn, untilOn, document } = body as CommissionBody
  const post = { id: uuidv7(), agencyCode, duty, level, holderId: personId, deputyId: null, fromOn, untilOn, commission: document }
  if (!await insertPost(tx, post)) throw errors.postExists()
  await lookAgain(tx, [agencyCode])
  return await findPost(tx, post.id, now) as Post
}

async function lendingFaults (
  tx: Transaction, body: Partial<CommissionBody>, { agency: { parentCode }, today }: { agency: Agency, today: string },
): Promise<FieldFault[]> {
  const found = dayFaults(body, today)
  if (parentCode === null) return [...found, faults.noBodyAbove('/agency')]
  return [...found, ...await personFaults(tx, body, { above: parentCode, today })]
}

function dayFaults ({ duty, fromOn, untilOn }: Partial<CommissionBody>, today = ''): FieldFault[] {
  return [
    ...neverLent.includes(duty) ? [faults.notLent('/duty')] : [],
    ...typeof fromOn === 'string' && typeof untilOn === 'string' && untilOn < fromOn ? [faults.endsFirst('/untilOn')] : [],
    ...typeof untilOn === 'string' && untilOn < today ? [faults.dayOver('/untilOn')] : [],
  ]
}

/** He holds the duty above today, and who reviews is trained before he begins (L-21). */
async function personFaults (
  tx: Transaction, { duty, level, personId, fromOn }: Partial<CommissionBody>, { above, today }: { above: string, today: string },
): Promise<FieldFault[]> {
  if (typeof personId !== 'string' || !isUuid(personId)) return []
  const acting = await listActing(tx, above, today)
  const holds = acting.some((one) => one.personId === personId && one.duty === duty && (duty !== 'review' || one.level === level))
  if (!holds) return [faults.notAbove('/personId')]
  if (duty !== 'review' && duty !== 'section' || typeof fromOn !== 'string') return []
  return await isQualifiedOn(tx, personId, fromOn < today ? today : fromOn) ? [] : [faults.notTrained('/personId')]
}
