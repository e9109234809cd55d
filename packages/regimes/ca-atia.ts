import type { Day } from '@lightwell/calendar/day'
import { caAtiaGrounds } from './ca-atia-grounds.ts'
import { citing, silent } from './citation.ts'
import { caAtia as act, caInterpretation } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)
const interpretation = citing(caInterpretation)

/**
 * Access to Information Act of Canada: thirty calendar days. Section 9 was read as it stood to 2019; what is cited of the others
 * was not seen in the original, and must be checked before an agency answers under it.
 */
export const caAtia: RootRegime = {
  id: 'ca_atia',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过2019年以前的第9条；其他条款未见原文，须核对。',
    en: 'Section 9 was read as it stood to 2019; what is cited of the others was not seen in the original.',
  },
  inForceFrom: section('s. 7', '2019-06-21' as Day, {
    zh: '该法制定于1983年；此处为2019年修正后的内容。',
    en: 'The act is of 1983; it is told here as it was amended in 2019.',
  }),
  calendar: interpretation('s. 35(1)', 'CA', {
    zh: '联邦节假日；仅用于届满之日的顺延。',
    en: 'The holidays of the federation; only a due day is moved by them.',
  }),

  limit: {
    ...plainLimit,
    unit: section('s. 7', 'calendar_days'),
    base: section('s. 7', 30),
    extendedTotal: section('s. 9(1), (2)', 60, {
      zh: '该法允许合理延长；超过三十日的须通知信息专员，本系统不作此种延长。',
      en: 'The act allows a reasonable period; one of more than thirty days is notified to the Information Commissioner, ' +
        'which this house does not do.',
    }),
    extensions: section('s. 9(1)', 'once', {
      zh: '通知应当在最初三十日内发出，因此没有再次延长的余地。',
      en: 'The notice is given within the first thirty days, so that a second has no place.',
    }),
    roll: interpretation('s. 26', 'forward',
      {
        zh: '该条规定节假日，星期日为节假日；各机关遇星期六也予顺延。',
        en: 'The section speaks of holidays, and Sunday is one; institutions move a Saturday on too.',
      }),
  },

  extension: {
    reasons: section('s. 9(1)', {
      large_number: {
        zh: '申请或者需要检索的记录数量巨大，按期答复将不合理地妨碍机关运作',
        en: 'a large number of records, so that meeting the limit would unreasonably interfere with operations',
      },
      consultation: { zh: '需要协商，且无法按期合理完成', en: 'consultations are necessary that cannot reasonably be completed in time' },
      third_party_notice: { zh: '已依第27条通知第三方', en: 'a third party was given notice under section 27' },
    }),
    notice: section('s. 9(1)', 'must_be_served', {
      zh: '在收到后三十日内发出通知即为延长。',
      en: 'The extension is made by giving notice within thirty days of the receipt.',
    }),
  },

  startRule: interpretation('s. 27(2)', 'after'),
  cutOff: silent(null, { zh: '没有条文规定收到的时刻。', en: 'No text names an hour of receipt.' }),
  partialDays: silent({ first: false, last: true }, { zh: '该法没有规定暂停计时。', en: 'The act knows no pause.' }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: section('s. 6', 'restart', {
      zh: '内容足够具体的才是申请；自具体之时起计算，该法没有明文规定。',
      en: 'A request is one that gives enough detail; the count begins when it does, which the act does not say.',
    }),
    unanswered: section('s. 6', 'abandoned', askAgain),
  }, 20),
  consultation: {
    thirdParty: {
      limit: section('s. 28(1)(a)', 20),
      unit: section('s. 28(1)(a)', 'calendar_days'),
      silence: section('s. 28(1)(b)', 'body_decides'),
      clock: section('s. 9(1)(c)', 'runs_on', {
        zh: '通知第三方是延长期限的事由，不停止计时。',
        en: 'The notice is a cause to extend the limit, and does not stop it.',
      }),
    },
    otherBody: plainConsultation,
  },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: silent({ n: 20, unit: 'working_days' }, { zh: '没有条文规定天数。', en: 'No text names the days.' }),
    clock: silent('runs_on', { zh: '申请费随申请缴纳。', en: 'The fee of the application is paid with it.' }),
    unpaid: section('s. 11', 'abandoned'),
  }),
  correction: plainCorrection('complaint'),

  terms: plainTerms(section('s. 31', { unit: 'calendar_days', n: 60, duty: null, roll: 'forward' })),

  form: plainForm({
    name: silent('required', {
      zh: '该法不要求姓名；但答复须有收件人。',
      en: 'The act asks for no name; an answer needs somebody to go to.',
    }),
    contact: silent(['email', 'address'], {
      zh: '该法没有规定；填写其中任何一项，即可与申请人联系。',
      en: 'The act names none; any one of them is a way to reach the applicant.',
    }),
    description: section('s. 6', 'required'),
    optional: section('s. 4(2.1)', 'optional', {
      zh: '按申请的格式提供；未写明的以网上方式答复。',
      en: 'The format that is asked for is given; who names none is answered online.',
    }),
    unasked: section('s. 4(2.1)', 'not_asked', {
      zh: '申请人的身份不影响答复。',
      en: 'The identity of who asks makes no difference.',
    }),
  }),
  codes: plainCodes,
  grounds: caAtiaGrounds,

  remedies: {
    complaint: section('s. 10(1), s. 30(1), s. 31', {
      opens: ['reconsideration'],
      text: {
        zh: '如对本答复不服，可以自收到本通知之日起60日内向加拿大信息专员（Information Commissioner of Canada）投诉。',
        en: 'If you do not accept this answer, you may complain to the Information Commissioner of Canada within 60 days of ' +
          'receiving this notice.',
      },
    }),
  },
  ordinaryRemedy: 'complaint',
  contestedBefore: section('s. 30(1)', 'named_in_remedy'),
}
