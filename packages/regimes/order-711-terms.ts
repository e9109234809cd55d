import { feeRule, litigationLaw, order711, reconsiderationLaw, secrecyRegulation } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { TermRules } from './term.ts'

const article = citing(order711)
const reconsideration = citing(reconsiderationLaw)
const litigation = citing(litigationLaw)
const secrecy = citing(secrecyRegulation)
const fee = citing(feeRule)
const rolled = 'A last day off moves to the next working day, as the Civil Procedure Law has it for periods.'

/** The other days of Order 711 and of the laws about it. */
export const order711Terms: TermRules = {
  receipt_confirmation: article('31', { unit: 'working_days', n: null, duty: 'clerk' },
    'The rule of the channel names the last day on which a receipt is confirmed.'),
  clarification_reply: article('30', { unit: 'working_days', n: null, duty: 'applicant' },
    'The article says a reasonable period; the notice names its last day.'),
  // Nobody must answer: silence has its meaning (arts. 32 and 34).
  consultation_answer: article('32, 34', { unit: 'working_days', n: null, duty: null },
    'The service of the letter settles the last day.'),
  fee_payment: fee('6', { unit: 'working_days', n: null, duty: 'applicant' }, 'The notice names the last day.'),
  notice_service: silent({ unit: 'working_days', n: 3, duty: 'clerk' },
    'Only what was served is answered; a paper that was signed leaves the house within three working days.'),
  section_task: silent({ unit: 'working_days', n: null, duty: 'officer' }, 'Who gives the task names the day.'),
  reconsideration: reconsideration('20.1', { unit: 'calendar_days', n: 60, duty: null, roll: 'forward' }, rolled),
  lawsuit: litigation('46.1', { unit: 'months', n: 6, duty: null, roll: 'forward' }, rolled),
  rectification: article('47, 53', { unit: 'working_days', n: null, duty: 'head' }, 'The order names the day.'),
  referral_report: secrecy('25.1', { unit: 'working_days', n: 10, duty: 'secrecy' }),
  referral_answer: secrecy('25.2', { unit: 'working_days', n: 10, duty: 'secrecy' },
    'The days are those of the secrecy department; who reported watches over them.'),
  leak_report: secrecy('61.1', { unit: 'hours', n: 24, duty: 'secrecy' }),
  proactive_publication: article('26', { unit: 'working_days', n: 20, duty: 'officer' }),
  normative_document: article('20(1), 26', { unit: 'working_days', n: 20, duty: 'officer' }),
  periodic_publication: silent({ unit: 'months', n: null, duty: 'officer', repeats: true },
    'Regular work is made public regularly; how often is the plan of the agency.'),
  secrecy_period: silent({ unit: 'calendar_days', n: null, duty: 'secrecy' },
    'The mark names the last day. Then a person looks at it: what has run out is not thereby released.'),
  reassessment: article('18', { unit: 'months', n: 12, duty: 'officer', repeats: true },
    'The article says regularly; once a year is our choice.'),
  temporary_ground: silent({ unit: 'months', n: 6, duty: 'officer', repeats: true },
    'A ground that ends with the matter it protects is looked at every six months.'),
}
