import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaValidationError } from 'fastify'
import { atFirstUse } from './at-first-use.ts'

const rules = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false, discriminator: true } as const

/** True of a value that fits its schema, and otherwise everything that does not. */
export type Validated = true | { error: FastifySchemaValidationError[] }

type Route = { schema: object, httpPart?: string }

/**
 * Compiles route schemas so that every fault is found at once. A body is taken as it was sent; only what stands in an
 * address or header, which is always text, is read as the number or flag it spells. A schema is compiled when it is first used.
 */
export function validatorCompiler (): (route: Route) => (value: unknown) => Validated {
  const exact = withFormats(new Ajv({ ...rules, coerceTypes: false }))
  const spelled = withFormats(new Ajv({ ...rules, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => atFirstUse(() => {
    const validate = (httpPart === 'body' ? exact : spelled).compile(schema)
    return (value) => validate(value) === true || { error: (validate.errors ?? []) as FastifySchemaValidationError[] }
  })
}

/** The usual formats, where the usual ones let through what PostgreSQL refuses or no calendar of ours has. */
function withFormats (ajv: Ajv): Ajv {
  formats.default(ajv)
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  ajv.addFormat('date', isDate)
  return ajv
}

/** A real day from 1800 (the oldest birth date on an identity card) to 2199. */
function isDate (text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return Number(year) >= 1800 && Number(year) <= 2199 && date.toISOString().startsWith(`${text}T`)
}
