import { GraphQLError, type ExecutionResult } from 'graphql'
import type { Log } from '@lightwell/events/deps'
import { describeError } from '@lightwell/events/describe-error'
import { errors as httpErrors } from '@lightwell/http/errors'
import { inLanguage, type Language } from '@lightwell/http/language'
import { Refusal } from '@lightwell/http/refusal'
import { errors } from '../errors.ts'

/** An error as a caller reads it: words in his language, and the code that the same refusal has in REST. */
export type GraphError = {
  message: string
  path?: readonly (string | number)[]
  extensions: { code: string, errors?: { pointer: string, code: string, detail: string }[] }
}

/** A refusal as a graph error. */
export function graphError (refused: Refusal, language: Language, path?: readonly (string | number)[]): GraphError {
  const { code, detail, faults } = refused
  return {
    message: inLanguage(detail, language),
    ...(path !== undefined && { path }),
    extensions: {
      code,
      ...(faults.length > 0 && {
        errors: faults.map((fault) => ({ ...fault, detail: inLanguage(fault.detail, language) })),
      }),
    },
  }
}

/** What a query is refused for once its variables are known: errors of no field. None where it was executed. */
export function variableRefusals ({ errors: found = [] }: ExecutionResult): Refusal[] {
  return found.filter(({ path }) => path === undefined).map(({ message }) => errors.invalidQuery(message))
}

/** The errors of an executed query. What is not a refusal is a bug: recorded, and told to nobody. */
export function executionErrors (result: ExecutionResult, language: Language, log: Log): GraphError[] {
  return (result.errors ?? []).map((error) => {
    const refused = refusalOf(error)
    if (refused.status >= 500) log.error({ error: describeError(error.originalError ?? error) }, 'A field failed')
    return graphError(refused, language, error.path)
  })
}

/**
 * What a query is refused for before it is executed: a limit, a missing token, or the reasons why it does not fit the
 * schema. Anything else is thrown on.
 */
export function refusalsOf (error: unknown): Refusal[] {
  if (error instanceof Refusal) return [error]
  const reasons = error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  if (reasons.length === 0 || !reasons.every((reason) => reason instanceof GraphQLError)) throw error
  return reasons.map((reason) => errors.invalidQuery(reason.message))
}

function refusalOf ({ originalError: original }: GraphQLError): Refusal {
  return original instanceof Refusal ? original : httpErrors.internal()
}
