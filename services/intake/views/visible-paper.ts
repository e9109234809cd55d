import type { Reader } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { authorize, type Verb } from '@lightwell/http/policy'
import { findPaper, type Paper } from '../store/papers.ts'
import { findOwner } from '../store/requests.ts'

/**
 * A paper that the caller may do this with. Throws 401 without a token, 404 where there is none for him: a paper to
 * someone who was asked for his view is not there for the applicant.
 */
export async function visiblePaper (db: Reader, caller: Caller, id: string, verb: Verb<'notice'>): Promise<Paper> {
  if (caller.kind === 'anonymous') throw errors.unauthenticated()
  const paper = await findPaper(db, id)
  const owner = paper && await findOwner(db, paper.caseId)
  if (paper === undefined || owner === undefined) throw errors.notFound()
  const { caseId, consultationId } = paper
  if (consultationId !== null && (caller.kind === 'applicant' || caller.kind === 'portal')) throw errors.notFound()
  authorize(caller, 'notice', verb, {
    agencyCode: owner.agencyCode, requestId: caseId, clientId: owner.clientId, consultationId,
  })
  return paper
}
