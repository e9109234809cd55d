import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { qualificationFaults, type QualificationEntry } from '@lightwell/http/register/qualification-entry'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { lookAgain } from '../store/agency-staffing.ts'
import { findPersonByHandle, listPlacesOf } from '../store/posts.ts'
import { insertQualification, listQualifications, type Qualification } from '../store/qualifications.ts'

/** Records that a person is fit for a duty on these days: nobody reviews who is not (L-21). Throws 422. */
export async function addQualification (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<QualificationEntry>,
): Promise<Qualification> {
  authorize(caller, 'qualification', 'keep', { agencyCode: null })
  const known = typeof body.person === 'string' ? await findPersonByHandle(tx, body.person) : undefined
  refuseFaults(toldFaults(schemaFaults, qualificationFaults(body, known !== undefined)))
  const { kind, fromOn, untilOn, evidence } = body as QualificationEntry
  const id = uuidv7()
  await insertQualification(tx, {
    id, personId: known!.id, kind, fromOn, untilOn, evidence, recordedBy: actorOf(caller), recordedAt: deps.clock.now(),
  })
  await lookAgain(tx, (await listPlacesOf(tx, known!.id)).map(({ agencyCode }) => agencyCode))
  const [qualification] = await listQualifications(tx, { id }, 1)
  return qualification as Qualification
}
