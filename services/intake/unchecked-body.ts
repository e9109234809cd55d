import type { FastifySchemaCompiler } from 'fastify'
import { validatorCompiler } from '@lightwell/http/validator'

const compile = validatorCompiler()

/**
 * For a route whose body holds many things, each of which is checked by itself so that the faults of all are told: the
 * schema of the body then stands in the contract alone.
 */
export const checkAllButBody: FastifySchemaCompiler<object> = (route) =>
  route.httpPart === 'body' ? () => true : compile(route)
