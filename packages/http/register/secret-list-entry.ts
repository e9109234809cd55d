import { Type, type Static } from '@sinclair/typebox'
import { categoriesOf } from '@lightwell/regimes/categories-of'
import type { Regime } from '@lightwell/regimes/regime'
import { AgencyCode } from '../agency-code.ts'
import { Line } from '../line.ts'
import { listed } from '../listed.ts'
import { outgoingFaults } from '../outgoing-faults.ts'
import type { FieldFault } from '../refusal.ts'
import { faults } from './faults.ts'

const DayText = Type.String({ format: 'date', pattern: '^(19|20|21)' })

/** 秘密, 机密, 绝密, the lowest first. */
export const secretLevels = ['secret', 'confidential', 'top_secret'] as const

/** One line of a list: what is a secret of the unit, how high, for how long, and by which rule. It names no secret. */
export const SecretMatter = Type.Object({
  matter: Line(300),
  level: listed(secretLevels),
  years: Type.Union([Type.Integer({ minimum: 1, maximum: 30 }), Type.Null()], { description: 'Null where it has no fixed end (长期).' }),
  basis: { ...Line(300), description: 'The scope of secrets that it rests on (定密依据).' },
  categories: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), {
    maxItems: 50, uniqueItems: true,
    description: 'The categories of publication that it touches: what is opened there is sensitive matter.',
  })),
}, { additionalProperties: false })
export type SecretMatter = Static<typeof SecretMatter>

/** The list of secret matters of a unit (国家秘密事项一览表) as it was issued. One without matters says that there are none. */
export const SecretListFields = {
  fromOn: DayText,
  matters: Type.Array(SecretMatter, { maxItems: 1_000 }),
  issuedBy: { ...Line(200), description: 'Who issued it (以正式文件印发).' },
  document: { ...Line(300), description: 'The paper by which it was issued.' },
  filedOn: Type.Optional({ ...DayText, description: 'When it was filed with the secrecy department, where it was.' }),
}
export const SecretListBody = Type.Object(SecretListFields, { additionalProperties: false })
export type SecretListBody = Static<typeof SecretListBody>

/** A list of the agency that a world names. */
export const SecretListEntry = Type.Object({ agency: AgencyCode, ...SecretListFields }, { additionalProperties: false })
export type SecretListEntry = Static<typeof SecretListEntry>

/** What a list is held against: the law of its agency, the day there, and from when its last list holds. */
export type SecretListContext = { regime: Regime | undefined, today: string, lastFromOn: string | undefined }

// 保密法第二十条: 绝密 thirty years at most, 机密 twenty, 秘密 ten.
const mostYears = { secret: 10, confidential: 20, top_secret: 30 }

/** What is wrong with a list that its schema cannot see. The body may not fit the schema. */
export function secretListFaults (
  { fromOn, filedOn, matters }: Partial<SecretListBody>, { regime, today, lastFromOn = '' }: SecretListContext,
): FieldFault[] {
  const categories = new Set(regime === undefined ? [] : categoriesOf(regime).map(({ code }) => code))
  return [
    ...typeof fromOn === 'string' && fromOn < lastFromOn ? [faults.beforeTheLast('/fromOn')] : [],
    ...typeof filedOn === 'string' && filedOn > today ? [faults.inTheFuture('/filedOn')] : [],
    ...Array.isArray(matters)
      ? matters.flatMap((matter: unknown, at) => matterFaults((matter ?? {}) as Partial<SecretMatter>, categories, `/matters/${at}`)) : [],
  ]
}

function matterFaults ({ matter, level, years, categories }: Partial<SecretMatter>, known: ReadonlySet<string>, at: string): FieldFault[] {
  return [
    ...typeof matter === 'string' ? outgoingFaults(matter, `${at}/matter`) : [],
    ...level !== undefined && Number(years) > mostYears[level] ? [faults.tooManyYears(`${at}/years`)] : [],
    ...Array.isArray(categories)
      ? categories.flatMap((code, place) => known.has(code) ? [] : [faults.unknownCategory(`${at}/categories/${place}`)]) : [],
  ]
}
