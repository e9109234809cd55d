import { STATUS_CODES } from 'node:http'
import { Type, type Static } from '@sinclair/typebox'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ByteStoreError } from '@lightwell/documents/byte-store'
import { describeError } from '@lightwell/events/describe-error'
import { drain } from './drain.ts'
import { errors } from './errors.ts'
import { schemaFaults } from './faults.ts'
import { inLanguage, preferredLanguage, type Language } from './language.ts'
import { invalid, Refusal } from './refusal.ts'

/** A problem document (RFC 9457). `code` is stable; `errors` lists every fault of bad input. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({
    pointer: Type.String(), code: Type.String(), detail: Type.String(),
  }))),
}, { $id: 'Problem' })
export type Problem = Static<typeof Problem>

const byFastifyCode: Record<string, () => Refusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: errors.tooLarge,
  FST_REQ_FILE_TOO_LARGE: errors.tooLarge,
  FST_PARTS_LIMIT: errors.tooLarge,
  FST_FILES_LIMIT: errors.tooLarge,
  FST_FIELDS_LIMIT: errors.tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: errors.unsupportedMediaType,
  FST_INVALID_MULTIPART_CONTENT_TYPE: errors.unsupportedMediaType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: errors.unreadable,
  FST_ERR_BAD_URL: errors.notFound,
  FST_ERR_MAX_PARAM_LENGTH: errors.uriTooLong,
}

/** Answers a thrown error with a problem document. What is not a refusal is a bug: recorded, and told to nobody. */
export async function handleError (
  error: FastifyError | Refusal | Error, request: FastifyRequest, reply: FastifyReply,
): Promise<void> {
  const refused = asRefusal(error)
  if (refused.status === 413) await drain(request.raw)
  if (refused.status >= 500) request.log.error({ error: describeError(error) }, 'A request failed')
  await sendProblem(refused, request, reply)
}

/** A refusal as a problem document. */
export function problemOf ({ status, code, detail, faults }: Refusal, language: Language): Problem {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status, code,
    detail: inLanguage(detail, language),
    ...(faults.length > 0 && {
      errors: faults.map((fault) => ({ pointer: fault.pointer, code: fault.code, detail: inLanguage(fault.detail, language) })),
    }),
  }
}

/** Sends a refusal in the language the caller reads. */
export async function sendProblem (refused: Refusal, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const language = preferredLanguage(request.headers['accept-language'])
  const problem: Problem = { ...problemOf(refused, language), instance: `urn:uuid:${request.id}` }
  // What was said of a body that then failed does not hold for the problem.
  for (const name of ['content-disposition', 'etag']) void reply.removeHeader(name)
  if (refused.status === 401) void reply.header('www-authenticate', 'Bearer')
  await reply.code(refused.status).headers(refused.headers)
    .header('content-language', language).type('application/problem+json')
    .send(JSON.stringify(problem))
}

function asRefusal (error: FastifyError | Refusal | Error): Refusal {
  if (error instanceof Refusal) return error
  if ('validation' in error && error.validation) {
    // A path that is not of the right form names nothing.
    if (error.validationContext === 'params') return errors.notFound()
    return invalid(schemaFaults(error.validation))
  }
  const code = 'code' in error ? byFastifyCode[error.code] : undefined
  if (code !== undefined) return code()
  if (isOutOfReach(error)) return errors.unavailable()
  const status = 'statusCode' in error ? error.statusCode : undefined
  return status !== undefined && status >= 400 && status < 500 ? errors.unreadable() : errors.internal()
}

// Connection refused or reset, server starting or stopping, too many connections: the database, not the request.
const outOfReach = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|08\d{3}|53300)$/

function isOutOfReach (error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof ByteStoreError) return true
  const { code } = error as { code?: unknown }
  return (typeof code === 'string' && outOfReach.test(code)) || error.message.startsWith('Connection terminated') ||
    isOutOfReach(error.cause)
}
