import { v7 as uuidv7 } from 'uuid'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { append } from '@lightwell/events/append'
import type { Deps } from '@lightwell/events/deps'
import { actorOf, type Caller } from '@lightwell/http/caller'
import { refuseFaults } from '@lightwell/http/refusal'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { recordFor } from '../authorize-staff.ts'
import { errors as roomErrors } from '../errors.ts'
import { holdOpenRecordCase } from '../hold-record-case.ts'
import { regimeOf } from '../regime-of.ts'
import { isSealed } from '../rules/sealed.ts'
import { lastDayOfWorkSecret, workSecretFaults, type WorkSecretBody, type WorkSecretContext } from '../rules/work-secret.ts'
import { findOpening, type StoredRecord } from '../store/records.ts'
import { findDetermined, insertWorkSecret, listStandingSecrets, type WorkSecret } from '../store/work-secrets.ts'
import { errors } from '../work-secret-errors.ts'

export type ProposeWorkSecret = SentBody<WorkSecretBody> & { recordId: string, ifMatch: string | undefined }

/**
 * The drafter proposes to keep a record as a work secret, or to change the period of one that runs (B-49). Nothing is
 * determined before the leader says so; until then the record does not go out either.
 */
export async function proposeWorkSecret (
  deps: Deps, tx: Transaction, caller: Caller, { recordId, body, schemaFaults, ifMatch }: ProposeWorkSecret,
): Promise<WorkSecret> {
  const { record, staff } = await recordFor(tx, recordId, { caller, resource: 'work_secret', verb: 'propose' })
  const { head, of } = await holdOpenRecordCase(tx, record.caseId, ifMatch)
  const at = deps.clock.now()
  const context = { regime: regimeOf(of), marks: marksOf(record), today: dayIn(at, of.zone), ...await earlierOf(tx, recordId) }
  refuseFaults(toldFaults(schemaFaults, workSecretFaults(body, context)))
  if (isSealed(record)) throw roomErrors.recordSealed()
  const { personId } = staff
  if (await findOpening(tx, { recordId, sha256: record.sha256, readerId: personId }) === undefined) throw errors.contentNotOpened()
  if ((await listStandingSecrets(tx, [recordId])).some(({ state }) => state === 'proposed')) throw errors.workSecretOpen()
  const workSecret = newWorkSecret(record, body as WorkSecretBody, { proposedBy: personId, proposedAt: at })
  await insertWorkSecret(tx, workSecret)
  await append(tx, head, {
    type: 'lightwell.work_secret.proposed.v1', room: 'decision', actor: actorOf(caller), at,
    data: { recordId, workSecretId: workSecret.id },
  })
  return workSecret
}

/** Its marks, found or declared; those of a seal that two people found to be a false alarm are none of a state secret. */
function marksOf ({ marks, declaredMarking, unsealedBy }: StoredRecord): WorkSecretContext['marks'] {
  if (unsealedBy !== null) return []
  return declaredMarking === null || declaredMarking.level === 'internal' ? marks : [...marks, { kind: 'state_secret' }]
}

async function earlierOf (tx: Transaction, recordId: string): Promise<Pick<WorkSecretContext, 'earlier'>> {
  const determined = await findDetermined(tx, recordId)
  return determined === undefined ? {} : { earlier: { determinedOn: determined.fromOn, period: { until: determined.untilOn } } }
}

function newWorkSecret (
  { id: recordId, sha256, agencyCode }: StoredRecord, body: WorkSecretBody, proposed: Pick<WorkSecret, 'proposedBy' | 'proposedAt'>,
): WorkSecret {
  const { duty, harm, benefit, ground, coversWrongdoing, circle, determinedOn } = body
  return {
    id: uuidv7(), recordId, sha256, agencyCode, duty, harm, benefit, ground, coversWrongdoing, circle,
    fromOn: determinedOn as Day, untilOn: lastDayOfWorkSecret(body), state: 'proposed', ...proposed,
    decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionReason: null,
    releasedBy: null, releasedAt: null, releaseCause: null, releaseReason: null,
  }
}
