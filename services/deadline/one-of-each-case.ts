import type { CaseHead } from '@lightwell/events/case-head'
import type { TermRow } from './store/terms.ts'

/** The first of the terms of each held case: the history of a case takes one event at a time, the others wait their turn. */
export function oneOfEachCase (
  heads: ReadonlyMap<string, CaseHead>, terms: readonly TermRow[],
): { head: CaseHead, term: TermRow }[] {
  return [...Map.groupBy(terms, ({ caseId }) => caseId)].flatMap(([caseId, [term]]) => {
    const head = heads.get(caseId)
    return head === undefined || term === undefined ? [] : [{ head, term }]
  })
}
