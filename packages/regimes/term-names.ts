import type { Bilingual } from './citation.ts'
import type { TermKind } from './term.ts'

/** What people read for each kind of term. */
export const termNames: Readonly<Record<TermKind, Bilingual>> = {
  receipt_confirmation: { zh: '与申请人确认收到申请', en: 'Confirming the receipt with the applicant' },
  clarification_reply: { zh: '申请人补正', en: 'The applicant completes the request' },
  consultation_answer: { zh: '被征求意见方答复', en: 'The consulted party gives its view' },
  fee_payment: { zh: '申请人缴纳信息处理费', en: 'The applicant pays the fee' },
  notice_service: { zh: '送达答复文书', en: 'Serving the answer' },
  section_task: { zh: '科室办理', en: 'Task of a section' },
  reconsideration: { zh: '申请行政复议', en: 'Applying for reconsideration' },
  lawsuit: { zh: '提起行政诉讼', en: 'Bringing a suit' },
  rectification: { zh: '整改', en: 'Putting right what was ordered' },
  referral_report: { zh: '不明确事项报请确定', en: 'Reporting a doubtful matter' },
  referral_answer: { zh: '保密行政管理部门作出决定', en: 'The secrecy department decides' },
  leak_report: { zh: '泄密事件报告', en: 'Reporting a leak' },
  proactive_publication: { zh: '主动公开', en: 'Publishing without a request' },
  normative_document: { zh: '公开规范性文件', en: 'Publishing a normative document' },
  periodic_publication: { zh: '定期公开', en: 'Publishing regularly' },
  secrecy_period: { zh: '保密期限届满复核', en: 'Looking at a secret whose period is over' },
  reassessment: { zh: '不予公开信息评估审查', en: 'Reassessing what was withheld' },
  temporary_ground: { zh: '暂不公开理由复核', en: 'Looking again at a ground that passes' },
}
