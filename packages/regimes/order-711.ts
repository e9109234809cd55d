import type { Day } from '@lightwell/calendar/day'
import { order711 as act, serviceLetter } from './acts.ts'
import { citing, silent } from './citation.ts'
import { order711Codes } from './order-711-codes.ts'
import { order711Fee } from './order-711-fee.ts'
import { order711Form } from './order-711-form.ts'
import { order711Grounds } from './order-711-grounds.ts'
import { order711Terms } from './order-711-terms.ts'
import type { RootRegime } from './regime.ts'
import { remedies } from './remedies.ts'

const article = citing(act)
const letter = citing(serviceLetter)
const late = 'Both sides confirm within a working day of the arrival; silence of the agency never postpones a day.'

/** 中华人民共和国政府信息公开条例 (国务院令第711号), the national regulation as revised in 2019. */
export const order711: RootRegime = {
  id: 'order_711',
  version: 1,
  name: act.name,
  unread: {
    zh: '信息处理费规定的第六条、第七条和行政诉讼法的期限未见原文，收费前须核对。',
    en: 'Articles 6 and 7 of the measures on the fee, and the time limit of the litigation law, were not seen in ' +
      'the original; check them before a fee is charged.',
  },
  inForceFrom: article('56', '2019-05-15' as Day),
  calendar: silent('CN', 'Working days are those of the yearly notices on holidays, of the mainland or of the region.'),

  limit: {
    unit: article('33.2', 'working_days'),
    base: article('33.2', 20),
    afterAcknowledgement: silent(null, 'The count does not depend on the receipt that is given.'),
    extendedTotal: article('33.2', 40, 'The article adds at most 20 working days to 20; the cap is kept as a total.'),
    extensions: article('33.2', 'once', 'The article caps the days and is silent on the times; one is asked for.'),
    approvingDuty: article('33.2', 'disclosure_office'),
    roll: silent('none', 'The last of working days is worked.'),
    dueHour: silent(null, 'No text names an hour; the due day ends at midnight in the zone of the agency.'),
  },

  extension: {
    reasons: article('33.2', {
      information_processing: { zh: '信息资料处理需要时间', en: 'the information takes time to be processed' },
      consultation: { zh: '需要征求其他机关意见或者会商', en: 'other bodies have to be asked or conferred with' },
      complex: { zh: '申请内容复杂、涉及面广', en: 'the request is complex or reaches far' },
      other: { zh: '其他客观原因', en: 'another objective cause' },
    }, 'The article asks for a need and lists none; these are the usual ones.'),
    notice: article('33.2', 'tells', 'The applicant is told; the article does not make the extension depend on it.'),
  },

  startRule: article('33.2', 'after', 'The day of receipt is day 0, as the procedure laws count.'),
  cutOff: silent(null, 'No text names an hour; what arrives on a day is received on it.'),
  partialDays: article('33.3', { first: false, last: true },
    'The article says only that the time is not counted: the day of the question does not, the day of the answer does.'),

  closing: {
    online: silent('made_available', 'A notice is answered when the applicant can open it, which happens at approval.'),
    direct: letter('4', 'signed'),
    post: letter('4', 'handed_over'),
    left: silent('left', 'A notice left before witnesses is served on that day, as the procedure laws have it.'),
    fax: silent('sent', 'A fax is answered on the day of its transmission report.'),
    public_notice: silent('posted', 'The body has answered when it posts the notice; its effect may come later.'),
  },

  receipt: {
    online: article('31(3)', { day: 'confirmed', confirmation: 'automatic' },
      'The receipt returned at once confirms both sides; silence of the agency never postpones a day.'),
    in_person: article('31(1)', { day: 'submitted', confirmation: 'not_needed' }),
    letter: article('31(2)', { day: 'signed_for', confirmation: 'not_needed' }),
    ordinary_letter: article('31(2)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 0 },
      'It must be confirmed on the day it arrives; so that day counts, whether it was confirmed or not.'),
    fax: article('31(3)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 1 }, late),
    email: article('31(3)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 1 }, late),
    telegram: article('29.1', { day: 'signed_for', confirmation: 'not_needed' }, 'Received like a letter.'),
    telephone: article('29.1', { day: 'submitted', confirmation: 'not_needed' },
      'A spoken request is received on the day the office fills in the form.'),
    spoken: article('29.1', { day: 'submitted', confirmation: 'not_needed' },
      'A spoken request is received on the day the office fills in the form.'),
    other: silent({ day: 'arrived', confirmation: 'not_needed' }, 'Any other writing is received when it arrives.'),
  },

  clarification: {
    limit: article('30', 7),
    times: article('30', 'once'),
    clock: article('30', 'restart'),
    unanswered: article('30', 'abandoned'),
    reply: article('30', { least: 3, most: 60 }, 'The article says a reasonable period and names no days.'),
  },

  // Arts. 32 and 34 read silence in opposite ways.
  consultation: {
    thirdParty: {
      limit: article('32', 15),
      unit: article('32', 'working_days'),
      silence: article('32', 'body_decides'),
      clock: article('33.3', 'pause'),
    },
    otherBody: {
      limit: article('34', 15),
      unit: article('34', 'working_days'),
      silence: article('34', 'agreement'),
      clock: article('33.3', 'pause'),
    },
  },

  excessive: {
    asked: article('35', true),
    reply: article('35', { least: 3, most: 60 }, 'The article names no days.'),
    clock: article('35', 'runs_on', 'No text stops the clock while reasons are asked for.'),
    deferral: article('35', 60, 'The article says a reasonable time; more than the longest limit again is none.'),
  },

  fee: order711Fee,

  correction: {
    defects: article('41', ['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'],
      'The article names what is inaccurate; what is incomplete, out of date or irrelevant misleads in the same way.'),
    notOurs: article('41', 'forward_and_tell', 'Of the two ways that the article leaves, the one that spares a journey.'),
    remedy: 'reconsideration_or_suit',
  },

  terms: order711Terms,
  form: order711Form,
  codes: order711Codes,
  grounds: order711Grounds,
  remedies,
  ordinaryRemedy: 'reconsideration_or_suit',
  contestedBefore: article('51', 'body_above'),
}
