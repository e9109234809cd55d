import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from './citation.ts'
import { deIfgGrounds } from './de-ifg-grounds.ts'
import { deCivilCode, deCourtRules, deIfg as act } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, noExtension, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)
const civilCode = citing(deCivilCode)
const courtRules = citing(deCourtRules)

/**
 * Informationsfreiheitsgesetz of the federation: one month, counted by the civil code. Sections 7 and 9 were read whole; what is
 * cited of the others, and of the codes, was not seen in the original, and must be checked before an agency answers under it.
 */
export const deIfg: RootRegime = {
  id: 'de_ifg',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过第7、9条全文；其他条款和各法典未见原文，须核对。',
    en: 'Sections 7 and 9 were read whole; what is cited of the others, and of the codes, was not seen in the ' +
      'original.',
  },
  inForceFrom: section('§ 15', '2006-01-01' as Day),
  calendar: civilCode('§ 193', 'DE',
    {
      zh: '全联邦统一的节假日；各州机关采用本州的日历。',
      en: 'The holidays of the whole federation; an agency in a Land names the calendar of its Land.',
    }),

  limit: {
    ...plainLimit,
    unit: section('§ 7 Abs. 5 Satz 2', 'months'),
    base: section('§ 7 Abs. 5 Satz 2', 1, {
      zh: '一个月的期限应当遵守，对拒绝决定同样适用（第9条第1款）；按期限计算。',
      en: 'The month shall be kept, and binds refusals too (§ 9 Abs. 1); it is counted as a limit.',
    }),
    extendedTotal: section('§ 7 Abs. 5 Satz 2', 1, { zh: '该法没有规定延长。', en: 'The act knows no extension.' }),
    roll: civilCode('§ 193', 'forward', {
      zh: '一个月的期限届满于星期六、星期日或者节假日的，顺延至下一工作日。',
      en: 'A month that ends on a Saturday, a Sunday or a holiday ends on the next working day.',
    }),
  },

  extension: noExtension,

  startRule: civilCode('§ 187 Abs. 1', 'after'),
  cutOff: silent(null, { zh: '当日到达机关的即为当日收到。', en: 'What reaches the body on a day is received on it.' }),
  partialDays: silent({ first: false, last: true }, {
    zh: '听取第三方意见至其答复为止；答复之日恢复计入。',
    en: 'The hearing of a third party lasts until his answer; its day counts again.',
  }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('§ 7 Abs. 1', 'restart', {
      zh: '一个月自申请内容明确之时起计算；该法没有明文规定。',
      en: 'The month begins with a request of which it is clear what is wanted; the act does not say so.',
    }),
    unanswered: section('§ 7 Abs. 1', 'abandoned', askAgain),
  }, 20),
  consultation: {
    thirdParty: {
      limit: section('§ 8 Abs. 1', 1),
      unit: section('§ 8 Abs. 1', 'months'),
      silence: section('§ 8 Abs. 1, § 5 Abs. 1', 'body_decides', {
        zh: '不作答复不视为同意；机关依所知权衡。',
        en: 'Silence is no consent; the body weighs what it knows.',
      }),
      clock: section('§ 7 Abs. 5 Satz 3', 'pause', {
        zh: '第8条不受一个月期限的影响，因此听取意见的期间不计入。',
        en: '§ 8 is left untouched by the month, so that the hearing is not counted in it.',
      }),
    },
    otherBody: plainConsultation,
  },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: section('§ 10', { n: 20, unit: 'working_days' }, {
      zh: '该法将天数留给通知书确定。',
      en: 'The act leaves the days to the notice.',
    }),
    clock: silent('runs_on', { zh: '费用在答复之后缴纳。', en: 'Fees are due after the answer.' }),
    unpaid: silent('abandoned', {
      zh: '费用在答复之后缴纳；此前不因未缴费而终结申请。',
      en: 'Fees are due after the answer; nothing lapses for them before.',
    }),
  }),
  correction: plainCorrection('objection'),

  terms: plainTerms(courtRules('§ 70 Abs. 1', { unit: 'months', n: 1, duty: null, roll: 'forward' })),

  form: plainForm({
    name: silent('required', {
      zh: '该法不要求姓名；但行政行为须有相对人。',
      en: 'The act asks for no name; an administrative act needs somebody to whom it is addressed.',
    }),
    contact: silent(['email', 'address'], {
      zh: '该法没有规定；填写其中任何一项，即可与申请人联系。',
      en: 'The act names none; any one of them is a way to reach the applicant.',
    }),
    description: section('§ 7 Abs. 1', 'required'),
    optional: section('§ 1 Abs. 2', 'optional', {
      zh: '按申请的方式提供；未写明的以网上方式答复。',
      en: 'The kind of access that is asked for is given; who names none is answered online.',
    }),
    unasked: section('§ 1 Abs. 1', 'not_asked', {
      zh: '任何人均可申请，无须说明理由；涉及第三方的应当说明理由。',
      en: 'Everyone may ask without a cause; what touches third parties has reasons in its description.',
    }),
  }),
  codes: plainCodes,
  grounds: deIfgGrounds,

  remedies: {
    objection: section('§ 9 Abs. 4, § 12 Abs. 1', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本决定不服，可以自收到本决定之日起一个月内向本机关提出异议（Widerspruch）；异议被驳回的，可以自送达之日起一个月内向' +
          '行政法院提起课予义务之诉。也可以向联邦数据保护与信息自由专员（BfDI）求助。',
        en: 'You may lodge an objection (Widerspruch) with this body within one month of receiving this decision. If it is ' +
          'rejected you may bring an action before the administrative court within one month of its service. You may also ' +
          'turn to the Federal Commissioner for Data Protection and Freedom of Information.',
      },
    }, {
      zh: '提出异议的一个月期限见行政法院法第70条。',
      en: 'The month of the objection stands in § 70 of the code of administrative courts.',
    }),
  },
  ordinaryRemedy: 'objection',
  contestedBefore: section('§ 9 Abs. 4', 'named_in_remedy'),
}
