import { order711 } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { Form } from './form.ts'
import type { Settings } from './regime.ts'

const article = citing(order711)

const unasked = article('29.2', 'not_asked')
const request: Form['request'] = {
  description: article('29.2(2)', 'required'),
  purpose: unasked,
  delivery: article('29.2(3)', 'optional', 'A request that names no form is taken, and answered online.'),
}
const contact = article('29.2(1)', ['phone', 'email', 'address'], 'Any one of them is a way to reach the applicant.')
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
      idNumber: article('29.2(1)', 'required', 'The resident ID number stands for the proof of identity.'),
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
      creditCode: article('29.2(1)', 'required', 'The unified credit code stands for the proof of identity.'),
      organisationKind: silent('optional', 'The annual report counts five kinds; one that is not named is "other".'),
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
      passportNumber: article('29.2(1)', 'required', 'The passport number stands for the proof of identity.'),
      nationality: article('29.2(1)', 'required', 'A passport number is only unique within its country.'),
      sex: unasked,
      birthDate: unasked,
      ...reachable,
    },
    contact,
    request,
  },
}
