import { litigationLaw, order711, reconsiderationLaw, secrecyRegulation } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { TermRules } from './term.ts'

const article = citing(order711)
const reconsideration = citing(reconsiderationLaw)
const litigation = citing(litigationLaw)
const secrecy = citing(secrecyRegulation)

/** The other days of Order 711 and of the laws about it. */
export const order711Terms: TermRules = {
  receipt_confirmation: article('31', { unit: 'working_days', n: null, duty: 'clerk' }, 'The rule of the channel names the day.'),
  clarification_reply: article('30', { unit: 'working_days', n: null, duty: 'applicant' }, 'The notice names the day.'),
  consultation_answer: article('32', { unit: 'working_days', n: 15, duty: 'third_party' }),
  fee_payment: article('42', { unit: 'working_days', n: 20, duty: 'applicant' }, 'The days stand in the rule on the fee.'),
  notice_service: silent({ unit: 'working_days', n: 3, duty: 'clerk' },
    'Only what was served is answered; a paper that was signed leaves the house within three working days.'),
  section_task: silent({ unit: 'working_days', n: null, duty: 'officer' }, 'Who gives the task names the day.'),
  reconsideration: reconsideration('20.1', { unit: 'calendar_days', n: 60, duty: null, roll: 'forward' }),
  lawsuit: litigation('46.1', { unit: 'months', n: 6, duty: null, roll: 'forward' }),
  rectification: article('51', { unit: 'working_days', n: null, duty: 'head' }, 'The order names the day.'),
  referral_report: secrecy('25', { unit: 'working_days', n: 10, duty: 'secrecy' }),
  referral_answer: secrecy('25', { unit: 'working_days', n: 10, duty: 'secrecy' }),
  leak_report: secrecy('61', { unit: 'hours', n: 24, duty: 'secrecy' }),
  proactive_publication: article('26', { unit: 'working_days', n: 20, duty: 'officer' }),
  normative_document: article('26', { unit: 'working_days', n: 20, duty: 'officer' }),
  periodic_publication: silent({ unit: 'months', n: null, duty: 'officer', repeats: true },
    'Regular work is made public regularly; how often is the plan of the agency.'),
  secrecy_period: silent({ unit: 'calendar_days', n: null, duty: 'secrecy' }, 'The mark names the day; then a person looks.'),
  reassessment: article('18', { unit: 'months', n: 12, duty: 'officer', repeats: true },
    'The article says regularly; once a year is our choice.'),
  temporary_ground: silent({ unit: 'months', n: 6, duty: 'officer', repeats: true },
    'A ground that ends with the matter it protects is looked at every six months.'),
}
