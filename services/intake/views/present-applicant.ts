import { Type, type Static } from '@sinclair/typebox'
import type { Caller } from '@lightwell/http/caller'
import { permission } from '@lightwell/http/policy'
import type { CaseView } from '../case-view.ts'

/** Who asks. */
export const ApplicantView = Type.Object({
  kind: Type.String(),
  name: Type.String(),
  idNumberTail: Type.Optional(Type.String({
    description: 'The last characters of the ID number, credit code or passport number, which itself is never shown.',
  })),
  nationality: Type.Optional(Type.String()),
  organisationKind: Type.Optional(Type.String()),
  sex: Type.Optional(Type.String()),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  representativeName: Type.Optional(Type.String()),
  representativeSex: Type.Optional(Type.String()),
  representativeBirthMonth: Type.Optional(Type.String()),
  address: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
})
export type ApplicantView = Static<typeof ApplicantView>

/** Presents the applicant; without how he can be reached to who need not know. */
export function presentApplicant ({ request }: Pick<CaseView, 'request'>, namesOnly: boolean): ApplicantView {
  const known = {
    kind: request.applicantKind, name: request.applicantName, idNumberTail: request.applicantIdTail,
    organisationKind: request.organisationKind,
  }
  const contact = {
    nationality: request.applicantNationality,
    sex: request.applicantSex,
    birthDate: request.applicantBirthDate,
    representativeName: request.representativeName,
    representativeSex: request.representativeSex,
    representativeBirthMonth: request.representativeBirthMonth,
    address: request.applicantAddress,
    phone: request.applicantPhone,
    email: request.applicantEmail,
  }
  const told = { ...known, ...namesOnly ? {} : contact }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)) as ApplicantView
}

/** Whether a caller is told names only: a supervisor reads how a case goes; where its people live is not his to know. */
export function isToldNamesOnly (caller: Caller, agencyCode: string): boolean {
  if (caller.kind !== 'staff') return false
  return permission(caller, 'request', 'read', { agencyCode }).posts.every(({ duty }) => duty === 'supervisor')
}
