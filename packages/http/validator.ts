import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const rules = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false, discriminator: true } as const

/**
 * Compiles route schemas so that every fault is found at once. A body is taken as it was sent; only what stands in an
 * address or header, which is always text, is read as the number or flag it spells.
 */
export function validatorCompiler (): FastifySchemaCompiler<object> {
  const exact = withFormats(new Ajv({ ...rules, coerceTypes: false }))
  const spelled = withFormats(new Ajv({ ...rules, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => (httpPart === 'body' ? exact : spelled).compile(schema)
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
