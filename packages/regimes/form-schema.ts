import type { ApplicantField, ApplicantKind, Form, RequestField } from './form.ts'
import type { Regime } from './regime.ts'

const text = { type: 'string', minLength: 1 } as const
const sex = { type: 'string', enum: ['female', 'male'] } as const

const applicantFields: Readonly<Record<ApplicantField, object>> = {
  name: text,
  sex,
  birthDate: { type: 'string', format: 'date' },
  idNumber: { ...text, description: 'GB 11643 resident ID number, 18 characters' },
  nationality: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' },
  passportNumber: text,
  creditCode: { ...text, description: 'GB 32100 unified social credit code, 18 characters' },
  organisationKind: {
    type: 'string',
    enum: ['enterprise', 'research', 'public_benefit', 'legal_service', 'other'],
  },
  representativeName: text,
  representativeSex: sex,
  representativeBirthMonth: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])$' },
  address: text,
  phone: text,
  email: { type: 'string', format: 'email' },
}

const requestFields: Readonly<Record<RequestField, object>> = {
  description: text,
  purpose: text,
  delivery: { type: 'object' },
}

/** The JSON Schema (2020-12) of what one kind of applicant fills in under a regime; unasked fields are not in it. */
export function formSchema (regime: Regime, kind: ApplicantKind) {
  const form: Form = regime.form[kind]
  const applicant = fields(applicantFields, form.applicant)
  const request = fields(requestFields, form.request)
  return {
    type: 'object',
    required: ['applicant', ...request.required],
    properties: {
      applicant: {
        type: 'object',
        required: ['kind', ...applicant.required],
        properties: { kind: { const: kind }, ...applicant.properties },
        anyOf: form.contact.value.map((field) => ({ required: [field] })),
        additionalProperties: false,
      },
      ...request.properties,
    },
  }
}

function fields (schemas: Readonly<Record<string, object>>, asked: Form['applicant'] | Form['request']) {
  const needs = Object.entries(asked).filter(([, need]) => need.value !== 'not_asked')
  return {
    required: needs.filter(([, need]) => need.value === 'required').map(([field]) => field),
    properties: Object.fromEntries(needs.map(([field]) => [field, schemas[field] ?? {}])),
  }
}
