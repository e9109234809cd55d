import type { TSchema } from '@sinclair/typebox'
import { schemaFaults } from './faults.ts'
import type { FieldFault } from './refusal.ts'
import { validatorCompiler } from './validator.ts'

const compile = validatorCompiler()

/** Checks a value as the routes check a body, for what no route can check: parts of a body, and multipart fields. */
export function bodyCheck (schema: TSchema): (value: unknown) => FieldFault[] {
  const validate = compile({ schema, httpPart: 'body' })
  return (value) => {
    const validated = validate(value)
    return validated === true ? [] : schemaFaults(validated.error)
  }
}
