import type { Applicant } from './applicant.ts'
import type { RequestRow } from './case-view.ts'
import type { IdentityNumber } from './identity-number.ts'

/** Someone who asks, as a row keeps him; what his kind does not have is null. The number is apart, and sealed. */
export type Person = Pick<RequestRow, 'organisationKind' | 'representativeName' | 'representativeSex' | 'representativeBirthMonth'> & {
  kind: RequestRow['applicantKind']
  name: string
  sex: string | null
  birthDate: string | null
  nationality: string | null
  address: string | null
  phone: string | null
  email: string | null
}

/** The person that an applicant says he is. */
export function personOf (told: Applicant): Person {
  const { name, address = null, phone = null, email = null } = told
  const known = { ...nobody, kind: told.kind, name, address, phone, email }
  if (told.kind !== 'organisation') {
    const { sex = null, birthDate = null, nationality = null } = { nationality: null, ...told }
    return { ...known, sex, birthDate, nationality }
  }
  return {
    ...known,
    organisationKind: told.organisationKind ?? 'other',
    representativeName: told.representativeName ?? null,
    representativeSex: told.representativeSex ?? null,
    representativeBirthMonth: told.representativeBirthMonth ?? null,
  }
}

/** The number that an applicant says is his; undefined where he tells none, since not every law asks for it. */
export function numberOf (told: Applicant): IdentityNumber | undefined {
  const number = statedNumber(told)
  if (number === undefined) return undefined
  return { kind: told.kind, number, ...told.kind === 'foreigner' && { nationality: told.nationality ?? null } }
}

function statedNumber (told: Applicant): string | undefined {
  switch (told.kind) {
    case 'citizen': return told.idNumber
    case 'organisation': return told.creditCode
    case 'foreigner': return told.passportNumber
  }
}

/** The applicant of a request that is kept. */
export function personOfRow (request: RequestRow): Person {
  const { organisationKind, representativeName, representativeSex, representativeBirthMonth } = request
  return {
    kind: request.applicantKind,
    name: request.applicantName,
    sex: request.applicantSex,
    birthDate: request.applicantBirthDate,
    nationality: request.applicantNationality,
    organisationKind, representativeName, representativeSex, representativeBirthMonth,
    address: request.applicantAddress,
    phone: request.applicantPhone,
    email: request.applicantEmail,
  }
}

/** A person in the columns of a request. */
export function applicantColumns ({ kind, name, sex, birthDate, nationality, address, phone, email, ...organisation }: Person) {
  return {
    applicantKind: kind,
    applicantName: name,
    applicantSex: sex,
    applicantBirthDate: birthDate,
    applicantNationality: nationality,
    applicantAddress: address,
    applicantPhone: phone,
    applicantEmail: email,
    ...organisation,
  }
}

const nobody = {
  sex: null, birthDate: null, nationality: null, organisationKind: null, representativeName: null,
  representativeSex: null, representativeBirthMonth: null,
}
