import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { agencyProfiles } from '@lightwell/schema/tables/intake'
import { AgencyCode } from '../agency-code.ts'
import { Line } from '../line.ts'
import { listed } from '../listed.ts'

/** What a body is: who answers for it, and how near it is to people (细则第二条, R-25, R-26). */
export const agencyKinds = agencyProfiles.kind.enumValues

function orNull<Schema extends TSchema> (schema: Schema) {
  return Type.Optional(Type.Union([schema, Type.Null()]))
}

const Name = Type.Object({ zh: Line(100), en: Line(200) }, { additionalProperties: false })
const Hour = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

/** On which days of the week (1 is Monday) a door is open, from when until when. */
export const OpeningHours = Type.Object({
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7, uniqueItems: true }),
  from: Hour,
  to: Hour,
}, { additionalProperties: false })

/** All that is kept of an agency but its code: the law it answers under, and what is told of it from a day on. */
export const AgencyFields = {
  fromOn: Type.Optional(Type.String({ format: 'date', description: 'The day from which this holds; today when left out.' })),
  name: Name,
  kind: listed(agencyKinds),
  parent: orNull(AgencyCode),
  secrecyAuthority: Type.Optional(Type.Union([AgencyCode, Type.Null()], {
    description: 'The body to which doubts about secrecy are referred; that of this body is the next on the way up.',
  })),
  regime: Type.Union([Line(50), Type.Null()], { description: 'Null for a body that takes no requests.' }),
  calendar: Line(50),
  zone: Line(64),
  reviewLevels: Type.Integer({ minimum: 0, maximum: 3 }),
  paperSign: orNull(Line(20)),
  sealText: orNull(Line(50)),
  reconsiderationBody: orNull(Name),
  court: orNull(Name),
  address: orNull(Line(300)),
  phone: orNull(Type.String({ maxLength: 50, pattern: '[0-9]' })),
  email: orNull(Type.String({ maxLength: 254, format: 'email' })),
  openingHours: Type.Optional(Type.Array(OpeningHours, { maxItems: 14 })),
}

/** An agency as it is entered in the register. */
export const AgencyEntry = Type.Object({ code: AgencyCode, ...AgencyFields }, { additionalProperties: false })
export type AgencyEntry = Static<typeof AgencyEntry>
