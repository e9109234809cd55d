import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import type { CaseView, Fee } from '../case-view.ts'
import { isToldOutside } from '../rules/fee-standing.ts'
import { findFee } from '../store/fees.ts'
import { visibleStep } from './visible-step.ts'

/**
 * A fee that the caller may read, with its case. Throws 401 or 404 otherwise: what is proposed is the agency's own affair
 * until it is charged.
 */
export async function visibleFee (db: Reader, caller: Caller, id: string): Promise<{ fee: Fee, view: CaseView }> {
  const fee = await findFee(db, id)
  const view = await visibleStep(db, caller, 'fee', fee)
  if (fee === undefined || (caller.kind !== 'staff' && !isToldOutside(fee))) throw errors.notFound()
  return { fee, view }
}
