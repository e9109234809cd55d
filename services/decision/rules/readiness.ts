import type { Day } from '@lightwell/calendar/day'
import type { StaffingGap } from '@lightwell/http/register/staffing-gaps'
import type { RequestCase } from '../store/cases.ts'
import type { SignedSheet } from './answer-sheet.ts'
import { blocker, holdersOf, type Blocker } from './blocker.ts'
import { isOpen } from './case-open.ts'
import { isWaiting, type ConsultationFacts } from './consultation-gaps.ts'
import type { EvidenceGap } from './evidence-gap.ts'
import { recordBlockers, type WorkedRecord } from './record-blockers.ts'
import type { UnitGap } from './unit-gaps.ts'

/** The answer that is proposed or issued, and whether its notice has reached the applicant. */
export type StandingDecision = {
  id: string, state: 'proposed' | 'issued', proposedBy: string, noticeId: string | null, served: boolean
}

/** What is known of a request that is to be answered. */
export type ReadinessFacts = {
  status: RequestCase['status']
  respondBy: Day | null
  searches: number
  tasks: readonly { id: string, section: string, dueOn: string }[]
  consultations: readonly (ConsultationFacts & { id: string })[]
  referrals: readonly { id: string, recordId: string, toAgency: string, answerBy: string }[]
  records: readonly WorkedRecord[]
  staffing: readonly StaffingGap[]
  unit: readonly UnitGap[]
  decision: StandingDecision | undefined
  sheet: SignedSheet
  /** What the rules miss for the parts that are proposed. */
  evidence: readonly EvidenceGap[]
  today: Day
}

/** All that still keeps a request from being answered, the first in its way first. Nothing once it is answered or ended. */
export function readiness (facts: ReadinessFacts): Blocker[] {
  if (facts.decision?.state === 'issued') return serviceBlockers(facts.decision)
  if (!isOpen(facts.status)) return []
  return [
    ...facts.status === 'clarifying' ? [blocker('clarification_open', { outside: 'applicant' }, { by: facts.respondBy })] : [],
    ...workBlockers(facts), ...facts.records.flatMap(recordBlockers), ...houseBlockers(facts), ...decisionBlockers(facts),
  ]
}

function serviceBlockers ({ noticeId, served }: StandingDecision): Blocker[] {
  return served || noticeId === null ? [] : [blocker('service_missing', holdersOf(['clerk', 'officer']), { subjectId: noticeId })]
}

function workBlockers (facts: ReadinessFacts): Blocker[] {
  const { searches, records, decision, tasks, consultations, referrals, today } = facts
  // 指导案例101号: who answers without having found anything has looked for it.
  const unsearched = searches === 0 && records.length === 0 && decision === undefined
  return [
    ...unsearched ? [blocker('search_missing', holdersOf(['officer', 'section']))] : [],
    ...tasks.map(({ id: subjectId, section, dueOn }) => blocker('section_task_open', holdersOf(['section', 'officer']), {
      subjectId, name: { zh: section, en: section }, by: dueOn as Day,
    })),
    ...consultations.filter((asked) => isWaiting(asked, today)).map(({ id: subjectId, servedOn, answerBy }) => blocker(
      'consultation_open', servedOn === null ? holdersOf(['clerk', 'officer']) : { outside: 'consulted' },
      { subjectId, by: answerBy as Day | null })),
    ...referrals.map(({ id: subjectId, recordId, toAgency, answerBy }) => blocker(
      'referral_open', { agency: toAgency }, { subjectId, recordId, by: answerBy as Day })),
  ]
}

function houseBlockers ({ staffing, unit }: ReadinessFacts): Blocker[] {
  return [
    ...staffing.map((gap) => blocker('staffing_gap', holdersOf(['admin']), { staffing: gap })),
    ...unit.map((gap) => blocker('unit_not_ready', holdersOf(['head', 'secrecy']), { unit: gap })),
  ]
}

// What the records and the others still need is told of them; of the rest the rules tell what is missing.
const toldBefore: ReadonlySet<EvidenceGap['code']> = new Set([
  'review_incomplete', 'scan_unfinished', 'unreadable', 'not_compared', 'referral_open', 'consent_missing', 'consultation_open',
  'record_sealed',
])

function decisionBlockers ({ decision, sheet, evidence }: ReadinessFacts): Blocker[] {
  if (decision === undefined) return [blocker('proposal_missing', holdersOf(['officer']))]
  const { id: subjectId, proposedBy } = decision
  const except = [proposedBy, ...sheet.signatures.map(({ signedBy }) => signedBy)]
  return [
    ...evidence.filter(({ code }) => !toldBefore.has(code)).map(({ code, recordId }) => blocker(
      'evidence_missing', holdersOf(['officer']), { evidence: code, ...recordId !== undefined && { recordId } })),
    ...sheet.steps.slice(sheet.signatures.length).map(({ duty, name }) => blocker(
      'sheet_step_open', holdersOf([duty], except), { subjectId, name })),
    blocker('approval_missing', holdersOf(['head'], except), { subjectId }),
  ]
}
