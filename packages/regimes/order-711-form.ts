import { order711 } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { Form } from './form.ts'
import type { Settings } from './regime.ts'

const article = citing(order711)

const unasked = article('29.2', 'not_asked')
const request: Form['request'] = {
  description: article('29.2(2)', 'required'),
  purpose: unasked,
  delivery: article('29.2(3)', 'optional', {
    zh: '未写明提供方式的申请也予受理，以网上方式答复。',
    en: 'A request that names no form is taken, and answered online.',
  }),
}
const contact = article('29.2(1)', ['phone', 'email', 'address'], {
  zh: '填写其中任何一项，即可与申请人联系。',
  en: 'Any one of them is a way to reach the applicant.',
})
const reachable = {
  address: article('29.2(1)', 'optional'),
  phone: article('29.2(1)', 'optional'),
  email: article('29.2(1)', 'optional'),
} as const

/** Art. 29: name, proof of identity, a way to reach the applicant; what is wanted; in what form. No purpose. */
export const order711Form: Settings['form'] = {
  citizen: {
    applicant: {
      name: article('29.2(1)', 'required'),
      idNumber: article('29.2(1)', 'required', {
        zh: '以居民身份证号码作为身份证明。',
        en: 'The resident ID number stands for the proof of identity.',
      }),
      sex: unasked,
      birthDate: unasked,
      ...reachable,
    },
    contact,
    request,
  },
  organisation: {
    applicant: {
      name: article('29.2(1)', 'required'),
      creditCode: article('29.2(1)', 'required', {
        zh: '以统一社会信用代码作为身份证明。',
        en: 'The unified credit code stands for the proof of identity.',
      }),
      organisationKind: silent('optional', {
        zh: '年度报告分五类统计；未写明类别的计入“其他”。',
        en: 'The annual report counts five kinds; one that is not named is "other".',
      }),
      representativeName: article('29.2(1)', 'optional'),
      representativeSex: unasked,
      representativeBirthMonth: unasked,
      ...reachable,
    },
    contact,
    request,
  },
  foreigner: {
    applicant: {
      name: article('29.2(1)', 'required'),
      passportNumber: article('29.2(1)', 'required', {
        zh: '以护照号码作为身份证明。',
        en: 'The passport number stands for the proof of identity.',
      }),
      nationality: article('29.2(1)', 'required', {
        zh: '护照号码仅在签发国之内唯一。',
        en: 'A passport number is only unique within its country.',
      }),
      sex: unasked,
      birthDate: unasked,
      ...reachable,
    },
    contact,
    request,
  },
}
