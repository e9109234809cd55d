import type { Setting } from './citation.ts'

export type ApplicantKind = 'citizen' | 'organisation' | 'foreigner'

/** `not_asked`: the law gives the body no right to the field, and the form does not have it. */
export type Need = 'required' | 'optional' | 'not_asked'

export type ApplicantField =
  | 'name' | 'sex' | 'birthDate' | 'idNumber' | 'nationality' | 'passportNumber'
  | 'creditCode' | 'organisationKind' | 'representativeName' | 'representativeSex' | 'representativeBirthMonth'
  | 'address' | 'phone' | 'email'

export type RequestField = 'description' | 'purpose' | 'delivery'

/** What an applicant of one kind is asked: fields of `applicant` and of the request itself. */
export type Form = Readonly<{
  applicant: Readonly<Partial<Record<ApplicantField, Setting<Need>>>>
  /** Ways to reach the applicant, at least one of which must be given. */
  contact: Setting<readonly ApplicantField[]>
  request: Readonly<Record<RequestField, Setting<Need>>>
}>
