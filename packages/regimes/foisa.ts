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
  inForceFrom: section('s. 75(2)', '2005-01-01' as Day, 'The day on which the right to information came into force.'),
  calendar: section('s. 73', 'GB-SCT', 'A working day is none that is a bank holiday in Scotland.'),

  limit: {
    ...plainLimit,
    unit: section('s. 10(1)', 'working_days'),
    base: section('s. 10(1)', 20),
    extendedTotal: section('s. 10(1)', 20, 'The Act knows no extension but for what is kept by the Keeper of the Records.'),
  },

  extension: noExtension,

  startRule: section('s. 10(1)', 'after'),
  cutOff: silent(null, 'A request that arrives on a day is received on it, whatever the hour.'),
  partialDays: section('s. 10(3)', { first: false, last: false },
    'Of the fees notice: from the day on which it is given to that of the payment, both left out. No other time is.'),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('s. 1(3), s. 10(1)(b)', 'restart'),
    unanswered: section('s. 1(3)', 'abandoned', askAgain),
  }, 20),
  consultation: { thirdParty: plainConsultation, otherBody: plainConsultation },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: section('s. 9(4)', 60, 'The Act gives three months; sixty working days are not more.'),
    clock: section('s. 10(3)', 'pause'),
    unpaid: section('s. 9(4)', 'abandoned'),
  }),
  correction: plainCorrection('internal_review'),

  terms: plainTerms(section('s. 20(5)', { unit: 'working_days', n: 40, duty: null })),

  form: plainForm({
    name: section('s. 8(1)(b)', 'required'),
    contact: section('s. 8(1)(b)', ['email', 'address'], 'An e-mail address is an address for correspondence.'),
    description: section('s. 8(1)(c)', 'required'),
    optional: section('s. 11(2)', 'optional', 'A preference is heard; who names none is answered online.'),
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
