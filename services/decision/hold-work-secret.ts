import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import type { Verb } from '@lightwell/http/policy'
import { type Acting, recordFor, requireToken } from './authorize-staff.ts'
import { holdRecordCase } from './hold-record-case.ts'
import type { RecordCase } from './store/record-cases.ts'
import { findWorkSecret, type WorkSecret } from './store/work-secrets.ts'

/** A work secret whose case this transaction holds. */
export type HeldWorkSecret = Acting & { head: CaseHead, of: RecordCase, workSecret: WorkSecret }

/** What someone wants to do with which work secret, as he has read its case. */
export type WorkSecretWish = { id: string, verb: Verb<'work_secret'>, ifMatch: string | undefined }

/** Locks the case of a work secret for a staff member who may do this with it. Throws 404 when there is none, 412 when it has changed. */
export async function holdWorkSecret (tx: Transaction, caller: Caller, { id, verb, ifMatch }: WorkSecretWish): Promise<HeldWorkSecret> {
  requireToken(caller)
  const found = await findWorkSecret(tx, id)
  if (found === undefined) throw doorErrors.notFound()
  const { record, ...acting } = await recordFor(tx, found.recordId, { caller, resource: 'work_secret', verb })
  const held = await holdRecordCase(tx, record.caseId, ifMatch)
  // Read again: who held the lock before may have decided on it.
  const workSecret = await findWorkSecret(tx, id)
  if (workSecret === undefined) throw doorErrors.notFound()
  return { ...acting, ...held, workSecret }
}
