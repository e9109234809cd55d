import { feeRule, litigationLaw, order711, reconsiderationLaw, secrecyRegulation } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { TermRules } from './term.ts'

const article = citing(order711)
const reconsideration = citing(reconsiderationLaw)
const litigation = citing(litigationLaw)
const secrecy = citing(secrecyRegulation)
const fee = citing(feeRule)
const rolled = {
  zh: '末日为休息日的顺延至下一工作日，与民事诉讼法关于期间的规定一致。',
  en: 'A last day off moves to the next working day, as the Civil Procedure Law has it for periods.',
}

/** The other days of Order 711 and of the laws about it. */
export const order711Terms: TermRules = {
  receipt_confirmation: article('31', { unit: 'working_days', n: null, duty: 'clerk' },
    { zh: '确认收到的最后一日由各渠道的规则确定。', en: 'The rule of the channel names the last day on which a receipt is confirmed.' }),
  clarification_reply: article('30', { unit: 'working_days', n: null, duty: 'applicant' },
    { zh: '条文规定合理期限；最后一日由告知书写明。', en: 'The article says a reasonable period; the notice names its last day.' }),
  // Nobody must answer: silence has its meaning (arts. 32 and 34).
  consultation_answer: article('32, 34', { unit: 'working_days', n: null, duty: null },
    { zh: '最后一日由征求意见函的送达确定。', en: 'The service of the letter settles the last day.' }),
  fee_payment: fee('6', { unit: 'working_days', n: null, duty: 'applicant' }, {
    zh: '最后一日由通知书写明。',
    en: 'The notice names the last day.',
  }),
  notice_service: silent({ unit: 'working_days', n: 3, duty: 'clerk' }, {
    zh: '送达之后才算答复；签发的文书应在三个工作日内发出。',
    en: 'Only what was served is answered; a paper that was signed leaves the house within three working days.',
  }),
  section_task: silent({ unit: 'working_days', n: null, duty: 'officer' }, {
    zh: '由交办人确定日期。',
    en: 'Who gives the task names the day.',
  }),
  reconsideration: reconsideration('20.1', { unit: 'calendar_days', n: 60, duty: null, roll: 'forward' }, rolled),
  lawsuit: litigation('46.1', { unit: 'months', n: 6, duty: null, roll: 'forward' }, rolled),
  rectification: article('47, 53', { unit: 'working_days', n: null, duty: 'head' }, {
    zh: '由责令整改的决定确定日期。',
    en: 'The order names the day.',
  }),
  referral_report: secrecy('25.1', { unit: 'working_days', n: 10, duty: 'secrecy' }),
  referral_answer: secrecy('25.2', { unit: 'working_days', n: 10, duty: 'secrecy' },
    {
      zh: '此期限由保密行政管理部门承担，由报请机关跟踪。',
      en: 'The days are those of the secrecy department; who reported watches over them.',
    }),
  leak_report: secrecy('61.1', { unit: 'hours', n: 24, duty: 'secrecy' }),
  proactive_publication: article('26', { unit: 'working_days', n: 20, duty: 'officer' }),
  normative_document: article('20(1), 26', { unit: 'working_days', n: 20, duty: 'officer' }),
  periodic_publication: silent({ unit: 'months', n: null, duty: 'officer', repeats: true },
    { zh: '经常性工作定期公开；周期由机关的计划确定。', en: 'Regular work is made public regularly; how often is the plan of the agency.' }),
  secrecy_period: silent({ unit: 'calendar_days', n: null, duty: 'secrecy' }, {
    zh: '最后一日由密级标志、国家秘密的登记或者工作秘密的确定写明。届满后由专人复核：保密期限届满并不当然公开。',
    en: 'The mark, the register of secrets, or the determination of a work secret names the last day. Then a person looks at it: what has run out is not thereby released.',
  }),
  reassessment: article('18', { unit: 'months', n: 12, duty: 'officer', repeats: true },
    { zh: '条文规定定期；每年一次为本系统的选择。', en: 'The article says regularly; once a year is our choice.' }),
  temporary_ground: silent({ unit: 'months', n: 6, duty: 'officer', repeats: true }, {
    zh: '随所保护的事项而消失的理由，每六个月复核一次。',
    en: 'A ground that ends with the matter it protects is looked at every six months.',
  }),
}
