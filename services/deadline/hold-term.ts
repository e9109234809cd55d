import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import type { Caller, Duty } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { errors } from './errors.ts'
import { handlingOf } from './rules/term-handling.ts'
import { findTerm, type TermRow } from './store/terms.ts'
import { visibleTerm } from './views/visible-term.ts'

/** An open term whose case this transaction holds. */
export type HeldTerm = { head: CaseHead, term: TermRow }

/** Which term, as the caller has read it, and whether these duties let him do with it what he wants. */
export type TermAct = { id: string, ifMatch: string | undefined, may (term: TermRow, duties: readonly Duty[]): boolean }

/** Locks the case of a term for one who may close it. Throws 409 where it is closed, or closes by an act alone. */
export async function holdTerm (tx: Transaction, caller: Caller, { id, ifMatch, may }: TermAct): Promise<HeldTerm> {
  const { term: { caseId, agencyCode } } = visibleTerm(caller, await findTerm(tx, id))
  const duties = authorize(caller, 'term', 'close', { agencyCode }).map(({ duty }) => duty)
  const head = await lockMatchingCase(tx, caseId, ifMatch)
  // Read again: whoever held the lock before may have closed it.
  const { term } = visibleTerm(caller, await findTerm(tx, id))
  if (handlingOf(term.kind) === undefined) throw errors.term_closes_by_act()
  if (!may(term, duties)) throw doorErrors.notAllowed()
  if (term.state !== 'open') throw errors.term_closed()
  return { head, term }
}
