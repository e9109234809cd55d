import type { CaseHead } from '@lightwell/events/case-head'

/** The first of the terms of each held case: the history of a case takes one event at a time, the others wait their turn. */
export function oneOfEachCase<Term extends Readonly<{ caseId: string }>> (
  heads: ReadonlyMap<string, CaseHead>, terms: readonly Term[],
): { head: CaseHead, term: Term }[] {
  return [...Map.groupBy(terms, ({ caseId }) => caseId)].flatMap(([caseId, [term]]) => {
    const head = heads.get(caseId)
    return head === undefined || term === undefined ? [] : [{ head, term }]
  })
}
