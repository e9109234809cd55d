import type { Day } from '@lightwell/calendar/day'
import { bcFoippaGrounds } from './bc-foippa-grounds.ts'
import { citing, silent } from './citation.ts'
import { bcFoippa as act } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)
const businessDays = {
  zh: '该法所称的日不包括节假日和星期六，星期日为节假日。',
  en: 'A day of this act is neither a holiday nor a Saturday, and Sunday is a holiday.',
}

/**
 * Freedom of Information and Protection of Privacy Act of British Columbia: thirty business days. Sections 7, 52 and 53 were read;
 * what is cited of the others was not seen in the original, and must be checked before an agency answers under it.
 */
export const bcFoippa: RootRegime = {
  id: 'bc_foippa',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过第7、52、53条；其他条款未见原文，须核对。',
    en: 'Sections 7, 52 and 53 were read; what is cited of the others was not seen in the original.',
  },
  inForceFrom: section('s. 7(4)', '2021-11-25' as Day, {
    zh: '该法制定于1992年；此处为2021年修正后的内容。',
    en: 'The act is of 1992; it is told here as it was amended in 2021.',
  }),
  calendar: section('Sch. 1, “day”', 'CA-BC', businessDays),

  limit: {
    ...plainLimit,
    unit: section('s. 7(1), Sch. 1, “day”', 'working_days', businessDays),
    base: section('s. 7(1)', 30),
    extendedTotal: section('s. 10(1)', 60, {
      zh: '最多再延长三十日；更长的须经专员许可（第10条第2款）。',
      en: 'Thirty days more; for a longer time the commissioner gives leave (s. 10(2)).',
    }),
    extensions: section('s. 10(1)', 'once', {
      zh: '该条允许最多延长三十日，未规定再次延长。',
      en: 'The section gives up to thirty days, and names no second time.',
    }),
  },

  extension: {
    reasons: section('s. 10(1)', {
      not_enough_detail: { zh: '申请人未提供足够细节', en: 'the applicant does not give enough detail to identify the record' },
      large_number: { zh: '申请或者需要检索的记录数量巨大', en: 'a large number of records is requested or must be searched' },
      consultation: { zh: '需要更多时间与第三方或者其他机构协商', en: 'more time is needed to consult a third party or another public body' },
      consent: { zh: '申请人同意', en: 'the applicant has consented to the extension' },
    }),
    notice: section('s. 10(3)', 'tells'),
  },

  startRule: section('s. 7(1)', 'after'),
  cutOff: silent('16:30', {
    zh: '机关下午四时半下班；其后以电子邮件或者网上到达的，为下一营业日收到。',
    en: 'Offices close at half past four; what comes later by e-mail or online is received on the next business day.',
  }),
  partialDays: section('s. 7(3), (4)', { first: false, last: false }, {
    zh: '停止计时的期间首日和末日均不计入，与第（3）款关于专员的规定一致。',
    en: 'Of a period that stops the clock the first day and the last are left out, as subsection (3) says of the commissioner.',
  }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('s. 5(1), s. 7(1)', 'restart', {
      zh: '自申请内容足够具体之时起计算。',
      en: 'The days run from a request that gives enough detail.',
    }),
    unanswered: section('s. 5(1)(a)', 'abandoned', askAgain),
  }, 30),
  consultation: {
    thirdParty: {
      limit: section('s. 23(3)', 20),
      unit: section('s. 23(3), Sch. 1, “day”', 'working_days'),
      silence: section('s. 24(1)', 'body_decides'),
      clock: section('s. 10(1)', 'runs_on', {
        zh: '征求意见需要更多时间是延长期限的事由，不停止计时。',
        en: 'More time to consult is a cause to extend the limit, and does not stop it.',
      }),
    },
    otherBody: plainConsultation,
  },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: silent({ n: 20, unit: 'working_days' }, { zh: '没有条文规定天数。', en: 'No text names the days.' }),
    clock: section('s. 7(4)', 'pause'),
    unpaid: section('s. 75', 'abandoned', {
      zh: '依政策，无人缴费的申请视为放弃。',
      en: 'Policy lets a request lapse whose fee nobody pays.',
    }),
  }),
  correction: plainCorrection('complaint'),

  terms: plainTerms(section('s. 53(2)(a)', { unit: 'working_days', n: 30, duty: null })),

  form: plainForm({
    name: silent('required', {
      zh: '该法不要求姓名；但答复须有收件人。',
      en: 'The act asks for no name; an answer needs somebody to go to.',
    }),
    contact: silent(['email', 'address'], {
      zh: '该法没有规定；填写其中任何一项，即可与申请人联系。',
      en: 'The act names none; any one of them is a way to reach the applicant.',
    }),
    description: section('s. 5(1)(a)', 'required'),
    optional: section('s. 5(2)', 'optional', {
      zh: '按申请提供复制件或者查阅；未写明的以网上方式答复。',
      en: 'A copy or a look, as is asked; who names none is answered online.',
    }),
    unasked: section('s. 5(1)', 'not_asked'),
  }),
  codes: plainCodes,
  grounds: bcFoippaGrounds,

  remedies: {
    complaint: section('s. 52(1), s. 53(2)', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本答复不服，可以自接到通知之日起30个工作日内以书面形式请求信息与隐私专员（Information and Privacy Commissioner）复审。',
        en: 'If you do not accept this answer, you may ask the Information and Privacy Commissioner for British Columbia in ' +
          'writing to review it within 30 business days of being notified.',
      },
    }),
  },
  ordinaryRemedy: 'complaint',
  contestedBefore: section('s. 52(1)', 'named_in_remedy'),
}
