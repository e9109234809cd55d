import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from './citation.ts'
import { usFoia as act } from './foreign-acts.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit, plainReceipt,
  plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'
import { usFoiaGrounds } from './us-foia-grounds.ts'

const code = citing(act)
const a6 = '5 U.S.C. 552(a)(6)'

/**
 * Freedom of Information Act, 5 U.S.C. 552: the agencies of the United States. Its time limits were read in the guidance of the
 * Department of Justice; the text of the code was not seen in the original, and must be checked before an agency answers
 * under it.
 */
export const usFoia: RootRegime = {
  id: 'us_foia',
  version: 1,
  name: act.name,
  unread: {
    zh: '期限依司法部指引；法典原文未见，须核对。',
    en: 'Its time limits were read in the guidance of the Department of Justice; the text of the code was not ' +
      'seen in the original.',
  },
  inForceFrom: code('5 U.S.C. 552', '2016-06-30' as Day, {
    zh: '按2016年改进法修正，适用于自该日起提出的申请。',
    en: 'As amended by the Improvement Act of 2016, for requests made from that day.',
  }),
  calendar: code(`${a6}(A)(i)`, 'US'),

  limit: {
    ...plainLimit,
    unit: code(`${a6}(A)(i)`, 'working_days'),
    base: code(`${a6}(A)(i)`, 20),
    extendedTotal: code(`${a6}(B)(i)`, 30, {
      zh: '最多再延长十个工作日；需要更长时间的与申请人商定，不属于延长。',
      en: 'Ten working days more; for a longer time the applicant is asked, which is not an extension.',
    }),
  },

  extension: {
    reasons: code(`${a6}(B)(iii)`, {
      field_facilities: {
        zh: '需要从其他场所查找、收集记录', en: 'records have to be searched for and collected from facilities apart from the office',
      },
      voluminous: {
        zh: '需要查找、收集、审查大量的不同记录', en: 'a voluminous amount of separate and distinct records has to be examined',
      },
      consultation: {
        zh: '需要与有重大利害关系的其他机构或者部门协商', en: 'another agency, or two or more components, have to be consulted',
      },
    }),
    notice: code(`${a6}(B)(i)`, 'must_be_served', {
      zh: '该法规定以书面通知延长期限；期限届满后送达的通知无从延长。',
      en: 'The Act extends the limits by written notice; one served after them has nothing to extend.',
    }),
  },

  startRule: code(`${a6}(A)(ii)`, 'after', {
    zh: '期限自主管部门收到申请之日起计算，最迟自任一部门收到后十日起计算；此处自收到之日起计算。',
    en: 'The count begins when the right component receives the request, and ten days after any component did at the latest; ' +
      'here it begins at the receipt.',
  }),
  cutOff: silent(null, { zh: '该法未规定时刻；各机关的规章可以规定。', en: 'The Act names no hour; the regulations of an agency may.' }),
  partialDays: code(`${a6}(A)(ii)`, { first: false, last: true }, {
    zh: '收到答复时恢复计算；首末两日是否计入没有规定：发出询问之日不计入。',
    en: 'The receipt of the response ends the tolling; whether the two days count is not said: that of the question does not.',
  }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: {
    ...plainClarification({
      clock: code(`${a6}(A)(ii)(I)`, 'pause'),
      unanswered: code('5 U.S.C. 552(a)(3)(A)(i)', 'abandoned', {
        zh: '依机关规章，此类申请予以终结。',
        en: 'The regulations of an agency close such a request.',
      }),
    }, 20),
    times: code(`${a6}(A)(ii)(I)`, 'once'),
  },
  consultation: { thirdParty: plainConsultation, otherBody: plainConsultation },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: silent({ n: 20, unit: 'working_days' }, {
      zh: '天数由机关规章规定。',
      en: 'The regulations of the agency name the days.',
    }),
    clock: code(`${a6}(A)(ii)(II)`, 'pause'),
    unpaid: code('5 U.S.C. 552(a)(4)(A)', 'abandoned', { zh: '机关规章如此规定。', en: 'The regulations of an agency say so.' }),
  }),
  correction: plainCorrection('appeal'),

  terms: plainTerms(code(`${a6}(A)(i)(III)(aa)`, { unit: 'calendar_days', n: 90, duty: null })),

  form: plainForm({
    name: silent('required', {
      zh: '该法不要求姓名；但答复须有收件人。',
      en: 'The Act asks for no name; an answer needs somebody to go to.',
    }),
    contact: silent(['email', 'address', 'phone'], {
      zh: '该法没有规定；填写其中任何一项，即可与申请人联系。',
      en: 'The Act names none; any one of them is a way to reach the applicant.',
    }),
    description: code('5 U.S.C. 552(a)(3)(A)(i)', 'required'),
    optional: code('5 U.S.C. 552(a)(3)(B)', 'optional', {
      zh: '按申请的形式提供；未写明的以网上方式答复。',
      en: 'The form asked for is given; who names none is answered online.',
    }),
    unasked: code('5 U.S.C. 552(a)(3)(A)', 'not_asked', {
      zh: '任何人均可申请，无须说明理由。',
      en: 'Any person may ask, and need not say why.',
    }),
  }),
  codes: plainCodes,
  grounds: usFoiaGrounds,

  remedies: {
    appeal: code(`${a6}(A)(i)(III)`, {
      opens: ['reconsideration'],
      text: {
        zh: '如对本答复不服，可以自答复之日起90日内向本机构负责人提出申诉；也可以向本机构的信息公开联络官（FOIA Public ' +
          'Liaison）或者政府信息服务办公室（OGIS）请求争议解决服务。',
        en: 'If you do not accept this determination, you may appeal to the head of the agency within 90 days of its date. ' +
          'You may also seek dispute resolution services from the FOIA Public Liaison of the agency or from the Office of ' +
          'Government Information Services.',
      },
    }, { zh: '该法规定不少于90日；此处即为90日。', en: 'The Act gives not less than 90 days, and no more are given here.' }),
  },
  ordinaryRemedy: 'appeal',
  contestedBefore: code(`${a6}(A)(i)(III)`, 'named_in_remedy'),
}
