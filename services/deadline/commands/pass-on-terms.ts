import { appendMany, lockFreeCases } from '@lightwell/events/append-many'
import type { Deps } from '@lightwell/events/deps'
import type { Sweep } from '@lightwell/events/sweep'
import { oneOfEachCase } from '../rules/one-of-each-case.ts'
import { listCasesLeftBehind, listTermsLeftBehind, savePassedTerms } from '../store/term-successions.ts'

const batchSize = 500

/**
 * Passes open terms of a body that has ended on to its last successor, each with an event. Those of an open request pass
 * with it; these are what outlives an answer, and what is about no request.
 */
export const passOnTerms: Sweep = { name: 'pass_on_terms', run: passBatch }

async function passBatch (deps: Deps): Promise<number> {
  const caseIds = await listCasesLeftBehind(deps.db, batchSize)
  if (caseIds.length === 0) return 0
  return await deps.db.transaction(async (tx) => {
    const heads = await lockFreeCases(tx, caseIds)
    const at = deps.clock.now()
    const held = oneOfEachCase(heads, await listTermsLeftBehind(tx, [...heads.keys()]))
    await savePassedTerms(tx, held.map(({ term }) => term))
    await appendMany(tx, held.map(({ head, term: { id, kind, agencyCode: fromAgency, toAgency } }) => ({
      head,
      fact: {
        type: 'lightwell.term.passed_on.v1', room: 'deadline', actor: 'system', at, data: { termId: id, kind, fromAgency, toAgency },
      },
    })))
    return held.length
  })
}
