import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from './citation.ts'
import { ukFoia as act } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'
import { ukFoiaGrounds } from './uk-foia-grounds.ts'

const section = citing(act)
const review = { zh: '天数见依第45条制定的实务守则。', en: 'The code of practice under s. 45 names the days.' }

/**
 * Freedom of Information Act 2000: England, Wales, Northern Ireland, and the bodies of the whole kingdom. Section 10 was read
 * whole and section 17 in part; what is cited of the others was not seen in the original, and must be checked before an
 * agency answers under it.
 */
export const ukFoia: RootRegime = {
  id: 'uk_foia',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过第10条全文和第17条的部分；其他条款未见原文，须核对。',
    en: 'Section 10 was read whole and section 17 in part; what is cited of the others was not seen in the original.',
  },
  inForceFrom: section('s. 87(3)', '2005-01-01' as Day, {
    zh: '获取信息的权利开始施行之日。',
    en: 'The day on which the right to information came into force.',
  }),
  calendar: section('s. 10(6)', 'UK', {
    zh: '联合王国任何一地的银行假日，在各地均不是工作日。',
    en: 'A bank holiday in any part of the kingdom is a working day in none.',
  }),

  limit: {
    ...plainLimit,
    unit: section('s. 10(1)', 'working_days'),
    base: section('s. 10(1)', 20),
    extendedTotal: section('s. 10(3)', 40, {
      zh: '该法允许合理延长；信息专员认为再延长超过20个工作日即为过长。',
      en: 'The Act allows what is reasonable; the Information Commissioner holds more than 20 further working days to be too long.',
    }),
  },

  extension: {
    reasons: section('s. 10(3)', {
      public_interest_test: {
        zh: '需要权衡豁免所涉的公共利益', en: 'the public interest in a qualified exemption has to be weighed',
      },
    }),
    notice: section('s. 17(1), (2)', 'must_be_served', {
      zh: '延长不改变告知的期限；未在该期限内送达的，不发生延长的效力。',
      en: 'The later day leaves the time of the notice as it was; what was not served in it extends nothing.',
    }),
  },

  startRule: section('s. 10(1)', 'after'),
  cutOff: silent(null, {
    zh: '当日到达的申请即为当日收到，不论时刻。',
    en: 'A request that arrives on a day is received on it, whatever the hour.',
  }),
  partialDays: section('s. 10(2)', { first: false, last: false }, {
    zh: '收费通知：自发出之日至缴费之日均不计入。其他期间照常计算。',
    en: 'Of the fees notice: from the day on which it is given to that of the payment, both left out. No other time is.',
  }),

  closing: plainClosing,
  receipt: plainReceipt,
  // The day of receipt is, if later, that on which the further information is received.
  clarification: plainClarification({
    clock: section('s. 1(3), s. 10(6)', 'restart'),
    unanswered: section('s. 1(3)', 'abandoned', askAgain),
  }, 20),
  consultation: { thirdParty: plainConsultation, otherBody: plainConsultation },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: section('s. 9(2)', { n: 3, unit: 'months' }),
    clock: section('s. 10(2)', 'pause'),
    unpaid: section('s. 9(2)', 'abandoned'),
  }),
  correction: plainCorrection('internal_review'),

  terms: plainTerms(silent({ unit: 'working_days', n: 40, duty: null }, review)),

  form: plainForm({
    name: section('s. 8(1)(b)', 'required'),
    contact: section('s. 8(1)(b)', ['email', 'address'], {
      zh: '电子邮箱地址即为通信地址。',
      en: 'An e-mail address is an address for correspondence.',
    }),
    description: section('s. 8(1)(c)', 'required'),
    optional: section('s. 11(1)', 'optional', {
      zh: '尊重申请人选择的方式；未选择的以网上方式答复。',
      en: 'A preference is heard; who names none is answered online.',
    }),
    unasked: section('s. 8(1)', 'not_asked'),
  }),
  codes: plainCodes,
  grounds: ukFoiaGrounds,

  remedies: {
    internal_review: section('s. 17(7), s. 50(1)', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本答复不服，可以自收到本通知之日起40个工作日内请求本机关进行内部复核。对复核结果仍不服的，可以依照' +
          '《2000年信息自由法》第50条向信息专员（Information Commissioner）申请裁决。',
        en: 'If you are not content with this answer, you may ask us for an internal review within 40 working days of ' +
          'receiving it. If you are not content with the result, you may apply to the Information Commissioner for a ' +
          'decision under section 50 of the Freedom of Information Act 2000.',
      },
    }, review),
  },
  ordinaryRemedy: 'internal_review',
  contestedBefore: section('s. 50(1)', 'named_in_remedy'),
}
