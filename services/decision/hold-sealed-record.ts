import type { Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { recordFor, type Acting } from './authorize-staff.ts'
import { holdRecordCase, type HeldRecordCase } from './hold-record-case.ts'
import { isSealed } from './rules/sealed.ts'
import { errors } from './seal-errors.ts'
import { errors as roomErrors } from './errors.ts'
import { findRecord, listSubmitters, type StoredRecord } from './store/records.ts'
import { findDestruction } from './store/seals.ts'

/** A sealed record of a case that this transaction holds, and who acts. */
export type HeldSeal = Acting & HeldRecordCase & { record: StoredRecord }

/**
 * A record that is sealed, was read to its end and is not destroyed, for one who may do this with it and did not submit
 * it. Throws 403 or 409 otherwise.
 */
export async function holdSealedRecord (
  tx: Transaction, caller: Caller, { recordId, verb, ifMatch }: { recordId: string, verb: 'unseal' | 'destroy', ifMatch: string | undefined },
): Promise<HeldSeal> {
  const acting = await recordFor(tx, recordId, { caller, resource: 'record', verb })
  const held = await holdRecordCase(tx, acting.record.caseId, ifMatch)
  const record = await findRecord(tx, recordId) ?? acting.record
  if (!isSealed(record)) throw errors.notSealed()
  if (await findDestruction(tx, recordId) !== undefined) throw errors.destroyed()
  if (record.scanState === 'queued' || record.scanState === 'running') throw roomErrors.scanUnfinished()
  if ((await listSubmitters(tx, recordId)).includes(acting.staff.personId)) throw errors.submittedIt()
  return { ...acting, ...held, record }
}
