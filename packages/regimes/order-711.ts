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
const late = {
  zh: '双方在到达后一个工作日内确认；机关不作表示不推迟任何期日。',
  en: 'Both sides confirm within a working day of the arrival; silence of the agency never postpones a day.',
}

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
  calendar: silent('CN', {
    zh: '工作日以每年的节假日安排通知为准，适用内地或者本自治区的安排。',
    en: 'Working days are those of the yearly notices on holidays, of the mainland or of the region.',
  }),

  limit: {
    unit: article('33.2', 'working_days'),
    base: article('33.2', 20),
    afterAcknowledgement: silent(null, {
      zh: '期限的计算不以出具回执为前提。',
      en: 'The count does not depend on the receipt that is given.',
    }),
    extendedTotal: article('33.2', 40, {
      zh: '条文规定在20个工作日之外最多再延长20个工作日；此处按总数记载上限。',
      en: 'The article adds at most 20 working days to 20; the cap is kept as a total.',
    }),
    extensions: article('33.2', 'once', {
      zh: '条文只限定天数，未规定次数；按一次处理。',
      en: 'The article caps the days and is silent on the times; one is asked for.',
    }),
    approvingDuty: article('33.2', 'disclosure_office'),
    roll: silent('none', { zh: '按工作日计算的末日本为工作日。', en: 'The last of working days is worked.' }),
    dueHour: silent(null, {
      zh: '没有条文规定时刻；届满之日至机关所在时区24时为止。',
      en: 'No text names an hour; the due day ends at midnight in the zone of the agency.',
    }),
  },

  extension: {
    reasons: article('33.2', {
      information_processing: { zh: '信息资料处理需要时间', en: 'the information takes time to be processed' },
      consultation: { zh: '需要征求其他机关意见或者会商', en: 'other bodies have to be asked or conferred with' },
      complex: { zh: '申请内容复杂、涉及面广', en: 'the request is complex or reaches far' },
      other: { zh: '其他客观原因', en: 'another objective cause' },
    }, { zh: '条文要求确有需要而未列举；此处列出常见的事由。', en: 'The article asks for a need and lists none; these are the usual ones.' }),
    notice: article('33.2', 'tells', {
      zh: '应当告知申请人；条文未以告知为延长生效的条件。',
      en: 'The applicant is told; the article does not make the extension depend on it.',
    }),
  },

  startRule: article('33.2', 'after', {
    zh: '收到之日不计入，与诉讼法关于期间的规定一致。',
    en: 'The day of receipt is day 0, as the procedure laws count.',
  }),
  cutOff: silent(null, {
    zh: '没有条文规定时刻；当日到达的即为当日收到。',
    en: 'No text names an hour; what arrives on a day is received on it.',
  }),
  partialDays: article('33.3', { first: false, last: true }, {
    zh: '条文只规定所需时间不计算在内：发出征求意见之日不计入，收到答复之日计入。',
    en: 'The article says only that the time is not counted: the day of the question does not, the day of the answer does.',
  }),

  closing: {
    online: silent('made_available', {
      zh: '告知书可供申请人查阅时即为答复，批准时即可查阅。',
      en: 'A notice is answered when the applicant can open it, which happens at approval.',
    }),
    direct: letter('4', 'signed'),
    post: letter('4', 'handed_over'),
    left: silent('left', {
      zh: '有见证人在场留置的，当日为送达之日，与诉讼法的规定一致。',
      en: 'A notice left before witnesses is served on that day, as the procedure laws have it.',
    }),
    fax: silent('sent', {
      zh: '以传真答复的，以传真发送报告之日为答复之日。',
      en: 'A fax is answered on the day of its transmission report.',
    }),
    public_notice: silent('posted', {
      zh: '机关发布公告即为作出答复；公告的效力可以在其后发生。',
      en: 'The body has answered when it posts the notice; its effect may come later.',
    }),
  },

  receipt: {
    online: article('31(3)', { day: 'confirmed', confirmation: 'automatic' }, {
      zh: '即时返回的回执即为双方确认；机关不作表示不推迟任何期日。',
      en: 'The receipt returned at once confirms both sides; silence of the agency never postpones a day.',
    }),
    in_person: article('31(1)', { day: 'submitted', confirmation: 'not_needed' }),
    letter: article('31(2)', { day: 'signed_for', confirmation: 'not_needed' }),
    ordinary_letter: article('31(2)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 0 }, {
      zh: '应当在到达当日确认；因此无论是否确认，均以该日为准。',
      en: 'It must be confirmed on the day it arrives; so that day counts, whether it was confirmed or not.',
    }),
    fax: article('31(3)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 1 }, late),
    email: article('31(3)', { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 1 }, late),
    telegram: article('29.1', { day: 'signed_for', confirmation: 'not_needed' }, {
      zh: '与信函同样处理。',
      en: 'Received like a letter.',
    }),
    telephone: article('29.1', { day: 'submitted', confirmation: 'not_needed' },
      { zh: '口头申请以代为填写申请表之日为收到之日。', en: 'A spoken request is received on the day the office fills in the form.' }),
    spoken: article('29.1', { day: 'submitted', confirmation: 'not_needed' },
      { zh: '口头申请以代为填写申请表之日为收到之日。', en: 'A spoken request is received on the day the office fills in the form.' }),
    other: silent({ day: 'arrived', confirmation: 'not_needed' }, {
      zh: '其他书面申请以到达之日为收到之日。',
      en: 'Any other writing is received when it arrives.',
    }),
  },

  clarification: {
    limit: article('30', 7),
    times: article('30', 'once'),
    clock: article('30', 'restart'),
    unanswered: article('30', 'abandoned'),
    reply: article('30', { least: 3, most: 60 }, {
      zh: '条文规定合理期限，未规定天数。',
      en: 'The article says a reasonable period and names no days.',
    }),
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
    reply: article('35', { least: 3, most: 60 }, { zh: '条文未规定天数。', en: 'The article names no days.' }),
    clock: article('35', 'runs_on', {
      zh: '没有条文规定要求说明理由期间停止计时。',
      en: 'No text stops the clock while reasons are asked for.',
    }),
    deferral: article('35', 60, {
      zh: '条文规定合理期限；超过最长答复期限一倍的，不再合理。',
      en: 'The article says a reasonable time; more than the longest limit again is none.',
    }),
  },

  fee: order711Fee,

  correction: {
    defects: article('41', ['inaccurate', 'incomplete', 'out_of_date', 'irrelevant'], {
      zh: '条文规定不准确的情形；不完整、已过时或者不相关的同样使人误解。',
      en: 'The article names what is inaccurate; what is incomplete, out of date or irrelevant misleads in the same way.',
    }),
    notOurs: article('41', 'forward_and_tell', {
      zh: '条文留有两种方式，选用申请人免于奔波的一种。',
      en: 'Of the two ways that the article leaves, the one that spares a journey.',
    }),
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
