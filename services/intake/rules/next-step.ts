import type { Day } from '@lightwell/calendar/day'
import { inLanguage, type Language } from '@lightwell/http/language'
import type { Duty } from '@lightwell/http/caller'
import type { Text } from '@lightwell/http/refusal'
import type { CaseView } from '../case-view.ts'
import { heldBy, stageOf, type Holder, type Stage } from './stage.ts'

/** Who must do what by which day, in words for people. */
export type NextStep = { who: string, what: string, by: Day }

const tasks: Readonly<Record<Exclude<Stage, 'ended'>, Text>> = {
  confirm_receipt: { zh: '与申请人确认收到', en: 'confirm the receipt with the applicant' },
  clarify: { zh: '补正申请内容', en: 'complete the request as asked' },
  confirm_lapse: { zh: '认定逾期不补正有无正当理由', en: 'judge whether there was good reason not to complete the request' },
  judge_late_answer: { zh: '认定逾期补正有无正当理由', en: 'judge whether the late answer had good reason' },
  consult: { zh: '回复征求意见', en: 'answer the letter of consultation' },
  decide_fee: { zh: '审批信息处理费', en: 'decide on the processing fee' },
  pay: { zh: '缴纳信息处理费', en: 'pay the processing fee' },
  abandon_fee: { zh: '认定逾期未缴费', en: 'establish that the fee was not paid in time' },
  decide_correction: { zh: '审批更正处理意见', en: 'decide on the outcome of the correction' },
  begin: { zh: '开始办理：检索所申请的信息', en: 'begin work: look for the information asked for' },
  work: { zh: '检索信息、提请审查并提出答复意见', en: 'look for the information, have it reviewed and propose an answer' },
  review: { zh: '对拟公开的信息进行保密审查', en: 'review the records that may be released' },
  ask_section: { zh: '按交办事项检索信息并答复经办人', en: 'look for what the officer asked for, and answer him' },
  decide_extension: { zh: '审批延期答复', en: 'decide on the longer limit that was asked for' },
  sign_decision: { zh: '在答复审批单上签署意见', en: 'sign the approval sheet of the proposed answer' },
  decide_decision: { zh: '审批答复', en: 'decide on the proposed answer' },
  serve: { zh: '送达答复书', en: 'serve the notice of the decision' },
  tell_third_party: { zh: '送达第三方告知书', en: 'serve the notice to the third party' },
}

const outsiders: Readonly<Record<Exclude<Holder, Duty>, Text>> = {
  applicant: { zh: '申请人', en: 'the applicant' },
  third_party: { zh: '被征求意见的一方', en: 'those who were asked for their view' },
}

const names: Readonly<Partial<Record<Duty, Text>>> = {
  clerk: { zh: '登记人员', en: 'the clerk' },
  officer: { zh: '经办人', en: 'the officer' },
  review: { zh: '保密审查人', en: 'the reviewer' },
  head: { zh: '负责人', en: 'the head' },
  section: { zh: '业务科室', en: 'the business section' },
  legal: { zh: '法制审核人员', en: 'the legal reviewer' },
  secrecy: { zh: '保密工作人员', en: 'the secrecy officer' },
  disclosure_office: { zh: '政府信息公开工作机构负责人', en: 'the head of the disclosure office' },
}

/** The next step of a request; null once it has ended. What an agency owes it owes by the legal day. */
export function nextStep (view: CaseView, { now, dueOn, language }: { now: Date, dueOn: Day, language: Language }): NextStep | null {
  const stage = stageOf(view, now)
  const holder = heldBy(view, now)
  if (stage === 'ended' || holder === null) return null
  return { who: inLanguage(nameOf(holder, view), language), what: inLanguage(tasks[stage], language), by: owedBy(stage, view) ?? dueOn }
}

function nameOf (holder: Holder, { agencyName }: CaseView): Text {
  if (holder === 'applicant' || holder === 'third_party') return outsiders[holder]
  const name = names[holder] ?? { zh: holder, en: holder }
  return { zh: `${agencyName.zh}${name.zh}`, en: `${name.en} of ${agencyName.en}` }
}

/** The day of a step that has one of its own. */
function owedBy (stage: Stage, { request, clarification, consultations, fee, sectionDueOn }: CaseView): Day | undefined {
  switch (stage) {
    case 'confirm_receipt': return request.confirmBy as Day
    case 'clarify': return clarification?.respondBy as Day
    case 'consult': return consultations.filter(({ answer }) => answer === null)
      .map(({ answerBy }) => answerBy).filter((day) => day !== null).toSorted().at(-1) as Day | undefined
    case 'pay': return fee?.payBy as Day
    case 'ask_section': return sectionDueOn as Day
    default: return undefined
  }
}
