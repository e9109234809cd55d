import type { TSchema } from '@sinclair/typebox'
import type { FastifySchemaValidationError } from 'fastify'
import { schemaFaults } from './faults.ts'
import type { FieldFault } from './refusal.ts'
import { validatorCompiler } from './validator.ts'

const compile = validatorCompiler()

/** Checks a value as the routes check a body, for what no route can check: parts of a body, and multipart fields. */
export function bodyCheck (schema: TSchema): (value: unknown) => FieldFault[] {
  const validate = compile({ schema, method: 'POST', url: '', httpPart: 'body' })
  return (value) => validate(value) === true ? [] : schemaFaults((validate.errors ?? []) as FastifySchemaValidationError[])
}
