import type { Text } from '@lightwell/http/refusal'
import type { TermKind } from '@lightwell/regimes/term'

/** What a day of a calendar feed is for: the answer, or another thing that has its day. */
export type FeedDayKind = 'answer' | TermKind

/** The days that an applicant reads in his feed, beside that of the answer. */
export const applicantTerms = [
  'clarification_reply', 'fee_payment', 'reconsideration', 'lawsuit',
] as const satisfies readonly TermKind[]

/** What a day is called. */
export const dayNames: Readonly<Record<FeedDayKind, Text>> = {
  answer: { zh: '答复期限', en: 'Answer due' },
  receipt_confirmation: { zh: '收到确认期限', en: 'Confirm the receipt' },
  clarification_reply: { zh: '补正期限', en: 'Complete the request' },
  consultation_answer: { zh: '征求意见答复期限', en: 'Answer to the consultation' },
  fee_payment: { zh: '缴费期限', en: 'Pay the fee' },
  notice_service: { zh: '送达期限', en: 'Serve the notice' },
  section_task: { zh: '科室办理期限', en: 'Task of a section' },
  reconsideration: { zh: '申请行政复议的最后一日', en: 'Last day to apply for reconsideration' },
  lawsuit: { zh: '提起行政诉讼的最后一日', en: 'Last day to bring a lawsuit' },
  rectification: { zh: '整改期限', en: 'Rectify' },
  referral_report: { zh: '提请确定报送期限', en: 'Report the referral' },
  referral_answer: { zh: '提请确定答复期限', en: 'Answer to the referral' },
  leak_report: { zh: '泄密报告期限', en: 'Report the leak' },
  proactive_publication: { zh: '主动公开期限', en: 'Publish' },
  normative_document: { zh: '规范性文件公开期限', en: 'Publish the normative document' },
  periodic_publication: { zh: '定期公开期限', en: 'Publish the regular report' },
  secrecy_period: { zh: '保密期限届满', en: 'Period of secrecy ends' },
  reassessment: { zh: '不予公开信息定期评估', en: 'Assess again what was withheld' },
  temporary_ground: { zh: '暂缓公开复核', en: 'Look again at a temporary ground' },
}
