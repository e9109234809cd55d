import type { Duty } from '@lightwell/http/caller'
import type { CaseView } from '../case-view.ts'
import { isOpen, type RequestStatus } from './request-status.ts'

/** Where a request stands, by what must happen next. */
export type Stage = 'begin' | 'work' | 'review' | 'decide_extension' | 'decide_decision' | 'serve' | 'ended'

type Standing = Pick<CaseView, 'extension' | 'decision' | 'reviewDue'> & { request: { status: RequestStatus } }

/** The stage of a request. What waits for a head's word comes before what waits for others. */
export function stageOf ({ request: { status }, extension, decision, reviewDue }: Standing): Stage {
  // The status follows an approval by event, a moment later; the decision itself is seen at once.
  if (status === 'decided' || (isOpen(status) && decision?.state === 'issued')) return 'serve'
  if (!isOpen(status)) return 'ended'
  if (decision?.state === 'proposed') return 'decide_decision'
  if (extension?.state === 'pending') return 'decide_extension'
  if (reviewDue) return 'review'
  return status === 'processing' ? 'work' : 'begin'
}

const duties: Readonly<Record<Exclude<Stage, 'decide_extension' | 'ended'>, Duty>> = {
  begin: 'officer',
  work: 'officer',
  review: 'review',
  decide_decision: 'head',
  serve: 'clerk',
}

/** The duty that must act next; null when nobody must. Which duty decides an extension is the regime's word. */
export function heldBy (standing: Standing): Duty | null {
  const stage = stageOf(standing)
  if (stage === 'ended') return null
  return stage === 'decide_extension' ? standing.extension?.approvingDuty as Duty : duties[stage]
}
