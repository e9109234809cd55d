import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

const rules = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const

/**
 * Compiles route schemas so that every fault is found at once. A body is taken as it was sent; only what stands in an
 * address or header, which is always text, is read as the number or flag it spells.
 */
export function validatorCompiler (): FastifySchemaCompiler<object> {
  const exact = formats.default(new Ajv({ ...rules, coerceTypes: false }))
  const spelled = formats.default(new Ajv({ ...rules, coerceTypes: 'array' }))
  return ({ schema, httpPart }) => (httpPart === 'body' ? exact : spelled).compile(schema)
}
