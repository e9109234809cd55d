import { Type, type Static } from '@sinclair/typebox'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { Line } from '@lightwell/http/line'
import { policy } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { recordFor } from '../authorize-staff.ts'
import { errors, faults } from '../circle-errors.ts'
import { errors as roomErrors } from '../errors.ts'
import { Id } from '../fields.ts'
import { holdRecordCase } from '../hold-record-case.ts'
import { restrictedOf } from '../may-read-content.ts'
import { isSealed } from '../rules/sealed.ts'
import { holdsPost, insertNamed, type Named } from '../store/circles.ts'

export const CircleBody = Type.Object({ personId: Id, reason: Line(500) }, { additionalProperties: false })
export type CircleBody = Static<typeof CircleBody>

export type WidenCircle = { recordId: string, body: CircleBody, ifMatch: string | undefined }

/** Adds a person by name, with the reason, to those who may see a restricted record (L-18, E-02). */
export async function widenCircle (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body: { personId, reason }, ifMatch }: WidenCircle,
): Promise<Named> {
  const { record, staff } = await recordFor(tx, recordId, { caller, resource: 'record', verb: 'widen' })
  const { head } = await holdRecordCase(tx, record.caseId, ifMatch)
  if (personId === staff.personId) refuseFaults([faults.ownCircle('/personId')])
  const reads = await holdsPost(tx, { personId, agencyCode: record.agencyCode, duties: policy.content.read })
  if (!reads) refuseFaults([faults.noReader('/personId')])
  if (isSealed(record)) throw roomErrors.recordSealed()
  if (!(await restrictedOf(tx, [record])).has(recordId)) throw errors.notRestricted()
  const named: Named = { recordId, personId, addedBy: staff.personId, reason, addedAt: deps.clock.now() }
  if (!await insertNamed(tx, named)) throw errors.inCircleAlready()
  await append(tx, head, {
    type: 'lightwell.record.circle_widened.v1', room: 'decision', actor: actorOf(caller), at: named.addedAt,
    data: { recordId, person: personId },
  })
  return named
}
