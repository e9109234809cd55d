import { v7 as uuidv7 } from 'uuid'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Transaction } from '@lightwell/database/connect'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import { append } from '@lightwell/events/append'
import { errors } from './errors.ts'
import { loadDecision } from './load-decision.ts'
import type { HeldRequest } from './open-request.ts'
import type { WholeDecision } from './views/present-decision.ts'
import { renderNotice, type NoticeToRender } from './render-notice.ts'
import { renderThirdPartyNotice } from './render-third-party-notice.ts'
import { outcomeOf } from './rules/outcome.ts'
import type { Proposal } from './rules/proposal.ts'
import type { RecordsById } from './rules/record-facts.ts'
import { findRemedyBodies } from './store/agencies.ts'
import { bindPlaces, bindSheet, findSheet } from './store/answer-sheets.ts'
import { insertDecision, type Decision, type Part } from './store/decisions.ts'
import { overriddenBy } from './third-parties.ts'

/** A proposal in which no rule found a fault, and who makes it. */
export type SoundProposal = {
  proposal: Proposal
  records: RecordsById
  by: { personId: string, actor: string, at: Date }
  /** What it points to, where it answers on the spot; what somebody approved before needs no signatures again. */
  places?: readonly string[]
}

/** Stores a proposal under the lock of its case, with the sheet that it is to be signed on, and tries its papers. */
export async function storeProposal (
  tx: Transaction, { head, request }: HeldRequest, { proposal, records, by, places }: SoundProposal,
): Promise<WholeDecision> {
  const today = dayIn(by.at, request.zone)
  const decision = newDecision(proposal, { agencyCode: request.agencyCode, by: by.personId, at: by.at })
  await insertDecision(tx, decision, proposal.parts.map((_part, index) => partOf(proposal, index, records)))
  const sheet = places === undefined ? await findSheet(tx, request.agencyCode, today) : undefined
  if (sheet !== undefined && sheet.steps.length > 0) await bindSheet(tx, decision.id, sheet.id)
  if (places !== undefined) await bindPlaces(tx, decision.id, places)
  await append(tx, head, {
    type: 'lightwell.decision.proposed.v1', room: 'decision', actor: by.actor, at: by.at,
    data: { decisionId: decision.id, outcome: decision.outcome },
  })
  const whole = await loadDecision(tx, decision, request)
  const bodies = await findRemedyBodies(tx, request.agencyCode, today)
  await tryPapers(tx, { request, whole, bodies, number: '', issuedOn: today })
  return whole
}

/** Writes the papers that an approval would issue: only their numbers and their day are still to come. */
async function tryPapers (tx: Transaction, notice: NoticeToRender): Promise<void> {
  const { to, ...company } = await overriddenBy(tx, notice.whole)
  const papers = [renderNotice(notice), ...to.map((party) => renderThirdPartyNotice({ ...notice, ...company, to: party }))]
  if (!papers.every(isCleanPaper)) throw errors.noticeNotClean()
}

function newDecision (
  { requestId, parts, delivery }: Proposal, { agencyCode, by, at }: { agencyCode: string, by: string, at: Date },
): Decision {
  return {
    id: uuidv7(), caseId: requestId, agencyCode, state: 'proposed', outcome: outcomeOf(parts),
    deliveryOn: delivery?.on ?? null, deliveryPlace: delivery?.place ?? null, deliveryManner: delivery?.manner ?? null,
    proposedBy: by, proposedAt: at, decidedBy: null, decidedAt: null, decidedAsDeputy: null, decisionReason: null,
    noticeId: null,
  }
}

/** A part with its records bound to the bytes they have now. */
function partOf ({ parts }: Proposal, at: number, records: RecordsById): Part {
  const part = parts[at]!
  const { description, outcome, grounds = [], groundDetail = null, records: named = [] } = part
  return {
    number: at + 1, description, outcome, grounds, groundDetail,
    harm: part.harm ?? null, balance: part.balance ?? null, notSeverable: part.notSeverable ?? null,
    publicPlace: part.publicPlace ?? null, category: part.category ?? null,
    publicInterest: part.publicInterest ?? null, earlierRequestId: part.earlierRequestId ?? null,
    records: named.map((id) => ({ id, sha256: records.get(id)!.sha256 })),
  }
}
