import { Type, type Static } from '@sinclair/typebox'
import { discriminated } from '@lightwell/http/discriminated'
import { listed } from '@lightwell/http/listed'

/** The kinds of applicant that may file. */
export const applicantKinds = ['citizen', 'organisation', 'foreigner'] as const

/** What an organisation is; one that says nothing is `other`. */
export const organisationKinds = ['enterprise', 'research', 'public_benefit', 'legal_service', 'other'] as const

const sexes = ['female', 'male'] as const
const BirthMonth = Type.String({ pattern: '^(18|19|20|21)\\d{2}-(0[1-9]|1[0-2])$', description: 'Year and month, as 1970-01.' })

/** A text that must hold something. */
export function text (maxLength: number, description?: string) {
  return Type.String({ minLength: 1, maxLength, ...description !== undefined && { description } })
}

/** Ways to reach someone. */
export const contact = {
  address: Type.Optional(text(300)),
  phone: Type.Optional(Type.String({ maxLength: 50, pattern: '[0-9]', description: 'Holds at least one digit.' })),
  email: Type.Optional(Type.String({ maxLength: 254, format: 'email' })),
}

const closed = { additionalProperties: false } as const

const Citizen = Type.Object({
  kind: Type.Literal('citizen'),
  name: text(100),
  sex: Type.Optional(listed(sexes)),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  idNumber: Type.Optional(text(40, 'GB 11643 resident ID number')),
  ...contact,
}, closed)

const Organisation = Type.Object({
  kind: Type.Literal('organisation'),
  name: text(100),
  creditCode: Type.Optional(text(40, 'GB 32100 unified social credit code')),
  organisationKind: Type.Optional(listed(organisationKinds)),
  representativeName: Type.Optional(text(100)),
  representativeSex: Type.Optional(listed(sexes)),
  representativeBirthMonth: Type.Optional(BirthMonth),
  ...contact,
}, closed)

const Foreigner = Type.Object({
  kind: Type.Literal('foreigner'),
  name: text(100),
  nationality: Type.Optional(Type.String({ maxLength: 3, pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })),
  passportNumber: Type.Optional(text(40)),
  sex: Type.Optional(listed(sexes)),
  birthDate: Type.Optional(Type.String({ format: 'date' })),
  ...contact,
}, closed)

/** Who asks. Each kind has its own fields; which of the optional ones are needed is the word of the agency's regime. */
export const Applicant = discriminated('kind', [Citizen, Organisation, Foreigner])
export type Applicant = Static<typeof Citizen> | Static<typeof Organisation> | Static<typeof Foreigner>
