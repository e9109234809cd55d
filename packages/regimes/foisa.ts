import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from './citation.ts'
import { scotlandFoisa as act } from './foreign-acts.ts'
import { foisaGrounds } from './foisa-grounds.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, noExtension, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)

/**
 * Freedom of Information (Scotland) Act 2002. Sections 20 and 21 were read in part and section 10 in its explanatory notes; what is
 * cited of the others was not seen in the original, and must be checked before an agency answers under it.
 */
export const foisa: RootRegime = {
  id: 'foisa',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过第20、21条的部分和第10条的说明；其他条款未见原文，须核对。',
    en: 'Sections 20 and 21 were read in part and section 10 in its explanatory notes; what is cited of the ' +
      'others was not seen in the original.',
  },
  inForceFrom: section('s. 75(2)', '2005-01-01' as Day, {
    zh: '获取信息的权利开始施行之日。',
    en: 'The day on which the right to information came into force.',
  }),
  calendar: section('s. 73', 'GB-SCT', {
    zh: '苏格兰的银行假日不是工作日。',
    en: 'A working day is none that is a bank holiday in Scotland.',
  }),

  limit: {
    ...plainLimit,
    unit: section('s. 10(1)', 'working_days'),
    base: section('s. 10(1)', 20),
    extendedTotal: section('s. 10(1)', 20, {
      zh: '除苏格兰档案馆长保管的信息外，该法没有规定延长。',
      en: 'The Act knows no extension but for what is kept by the Keeper of the Records.',
    }),
  },

  extension: noExtension,

  startRule: section('s. 10(1)', 'after'),
  cutOff: silent(null, {
    zh: '当日到达的申请即为当日收到，不论时刻。',
    en: 'A request that arrives on a day is received on it, whatever the hour.',
  }),
  partialDays: section('s. 10(3)', { first: false, last: false }, {
    zh: '收费通知：自发出之日至缴费之日均不计入。其他期间照常计算。',
    en: 'Of the fees notice: from the day on which it is given to that of the payment, both left out. No other time is.',
  }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('s. 1(3), s. 10(1)(b)', 'restart'),
    unanswered: section('s. 1(3)', 'abandoned', askAgain),
  }, 20),
  consultation: { thirdParty: plainConsultation, otherBody: plainConsultation },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: section('s. 9(4)', { n: 3, unit: 'months' }),
    clock: section('s. 10(3)', 'pause'),
    unpaid: section('s. 9(4)', 'abandoned'),
  }),
  correction: plainCorrection('internal_review'),

  terms: plainTerms(section('s. 20(5)', { unit: 'working_days', n: 40, duty: null })),

  form: plainForm({
    name: section('s. 8(1)(b)', 'required'),
    contact: section('s. 8(1)(b)', ['email', 'address'], {
      zh: '电子邮箱地址即为通信地址。',
      en: 'An e-mail address is an address for correspondence.',
    }),
    description: section('s. 8(1)(c)', 'required'),
    optional: section('s. 11(2)', 'optional', {
      zh: '尊重申请人选择的方式；未选择的以网上方式答复。',
      en: 'A preference is heard; who names none is answered online.',
    }),
    unasked: section('s. 8(1)', 'not_asked'),
  }),
  codes: plainCodes,
  grounds: foisaGrounds,

  remedies: {
    internal_review: section('s. 19, s. 20(1), s. 47(1)', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本答复不服，可以自收到本通知之日起40个工作日内要求本机关复核。对复核结果仍不服的，可以在六个月内向苏格兰信息专员' +
          '（Scottish Information Commissioner）申请裁决。',
        en: 'If you are not content with this answer, you may require us to review it within 40 working days of receiving it. ' +
          'If you are not content with the result, you may apply to the Scottish Information Commissioner for a decision ' +
          'within six months.',
      },
    }),
  },
  ordinaryRemedy: 'internal_review',
  contestedBefore: section('s. 47(1)', 'named_in_remedy'),
}
