import type { FastifyRequest } from 'fastify'
import { errors } from './errors.ts'
import { schemaFaults } from './faults.ts'
import type { FieldFault } from './refusal.ts'

/** A body that may not fit its schema, and what the schema says against it. */
export type SentBody<Body> = { body: Partial<Body>, schemaFaults: readonly FieldFault[] }

/**
 * The body of a route with `attachValidation`, where what the schema refuses and what the rules refuse are told
 * together. A body that is no object has its fault from the schema; the rules see an empty one. Throws 404 when it is
 * the address that is not of the right form.
 */
export function sentBody<Body extends object> (request: FastifyRequest<{ Body: Body }>): SentBody<Body> {
  const { body, validationError } = request
  if (validationError?.validationContext === 'params') throw errors.notFound()
  return {
    body: typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {},
    schemaFaults: schemaFaults(validationError?.validation ?? []),
  }
}
