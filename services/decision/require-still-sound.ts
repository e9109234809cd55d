import type { Day } from '@lightwell/calendar/day'
import type { Transaction } from '@lightwell/database/connect'
import { errors } from './errors.ts'
import { loadEvidence } from './load-evidence.ts'
import { loadRecordFacts } from './load-record-facts.ts'
import type { WholeDecision } from './views/present-decision.ts'
import { refuseGaps } from './refuse-gaps.ts'
import { requireUnitReady } from './require-unit-ready.ts'
import { evidenceGaps } from './rules/evidence-gaps.ts'
import { namedRecords, proposalFaults } from './rules/proposal-faults.ts'
import { releasesRecords } from './rules/outcome.ts'
import type { Proposal } from './rules/proposal.ts'
import type { RequestCase } from './store/cases.ts'

/** Asks every rule of a proposal again, on the facts of now. Throws 409 when one no longer holds. */
export async function requireStillSound (
  tx: Transaction, { decision, parts, regime }: WholeDecision, { request, today }: { request: RequestCase, today: Day },
): Promise<void> {
  const proposal = proposalOf({ decision, parts })
  const records = await loadRecordFacts(tx, decision.caseId, namedRecords(proposal))
  if (proposalFaults(proposal, { regime, caseId: decision.caseId, records }).length > 0) throw errors.decisionFaulty()
  if (releasesRecords(proposal.parts)) await requireUnitReady(tx, { agencyCode: request.agencyCode, regime, on: today })
  refuseGaps(evidenceGaps(proposal.parts, await loadEvidence(tx, request, { parts: proposal.parts, records, today })))
}

/** A stored proposal in the words in which it was sent. */
export function proposalOf ({ decision, parts }: Pick<WholeDecision, 'decision' | 'parts'>): Proposal {
  return {
    requestId: decision.caseId,
    outcome: decision.outcome,
    parts: parts.map(({ number: _number, description, outcome, grounds, records, ...words }) => ({
      description, outcome, grounds: [...grounds], records: records.map(({ id }) => id),
      ...Object.fromEntries(Object.entries(words).filter(([, value]) => value !== null)),
    })),
    ...decision.deliveryOn !== null && { delivery: { on: decision.deliveryOn } },
  }
}
