import type { FastifyRequest } from 'fastify'
import { schemaFaults } from '@lightwell/http/faults'
import type { FieldFault } from '@lightwell/http/refusal'

/**
 * What a schema found wrong with a body, for routes that tell it together with what their rules find. Throws when it is
 * not the body but the address that is wrong.
 */
export function bodyFaults ({ validationError }: Pick<FastifyRequest, 'validationError'>): FieldFault[] {
  if (validationError === undefined) return []
  if (validationError.validationContext !== 'body') throw validationError
  return schemaFaults(validationError.validation)
}
