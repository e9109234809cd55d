import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import type { CaseView } from '../case-view.ts'
import { subjectOf } from '../rules/why-not.ts'
import { findCase } from '../store/cases.ts'

/** The request that a step belongs to. Throws 401 without a token, 404 where there is no such step. */
export function requestOfStep (caller: Caller, step: { requestId: string } | undefined): string {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  if (step === undefined) throw errors.notFound()
  return step.requestId
}

/** The case of a step that the caller may read. Throws 401 or 404 otherwise. */
export async function visibleStep (
  db: Reader, caller: Caller, resource: 'clarification' | 'reasons' | 'fee' | 'correction', step: { requestId: string } | undefined,
): Promise<CaseView> {
  const view = await findCase(db, requestOfStep(caller, step))
  if (view === undefined) throw errors.notFound()
  authorize(caller, resource, 'read', subjectOf(view))
  return view
}
