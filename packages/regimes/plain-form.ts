import type { Setting } from './citation.ts'
import type { ApplicantField, Form, Need } from './form.ts'
import type { Settings } from './regime.ts'

/** Where a law says what a request must hold, and by what it lets the applicant be reached. */
export type PlainForm = Readonly<{
  name: Setting<Need>
  contact: Setting<readonly ApplicantField[]>
  description: Setting<Need>
  /** Where the law asks for no more; the setting of what may be told and need not be, and of what is not asked. */
  optional: Setting<Need>
  unasked: Setting<Need>
}>

/** The form of a law that asks anyone, whoever he is, for his name, a way to reach him and what he wants: no proof, no purpose. */
export function plainForm ({ name, contact, description, optional, unasked }: PlainForm): Settings['form'] {
  const request: Form['request'] = { description, purpose: unasked, delivery: optional }
  const reachable = { address: optional, phone: optional, email: optional }
  const person = { name, sex: unasked, birthDate: unasked, ...reachable }
  return {
    citizen: { applicant: { ...person, idNumber: unasked }, contact, request },
    organisation: {
      applicant: {
        name, creditCode: unasked, organisationKind: optional, representativeName: optional, representativeSex: unasked,
        representativeBirthMonth: unasked, ...reachable,
      },
      contact,
      request,
    },
    foreigner: { applicant: { ...person, nationality: unasked, passportNumber: unasked }, contact, request },
  }
}
