import { readFileSync } from 'node:fs'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ExecutionResult } from 'graphql'
import { mercurius } from 'mercurius'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import type { Refusal } from '@lightwell/http/refusal'
import { graphContext } from './context.ts'
import { executionErrors, graphError, refusalsOf, variableRefusals } from './graph-errors.ts'
import { loaders } from './loaders.ts'
import { refuseExpensiveQuery } from './query-limits.ts'
import { resolvers } from './resolvers.ts'

const schema = readFileSync(new URL('./schema.graphql', import.meta.url), 'utf8')

// Fields that are not listed are passed over, as GraphQL over HTTP asks of a server.
const GraphQuery = Type.Object({
  query: Type.String(),
  variables: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
  operationName: Type.Optional(Type.Union([Type.String({ maxLength: 200 }), Type.Null()])),
  extensions: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
})

const GraphAnswer = Type.Object({
  data: Type.Optional(Type.Unknown()), errors: Type.Optional(Type.Array(Type.Unknown())),
}, { additionalProperties: true })

/** Serves the graph: one query in each POST, read only. There is no other method, no batch and no mutation. */
export async function serveGraph (app: App, deps: Deps): Promise<void> {
  await app.register(mercurius, { schema, resolvers, loaders, routes: false, jit: 1, errorFormatter: unformatted })
  app.post('/graphql', {
    schema: { body: GraphQuery, response: { 200: GraphAnswer }, tags: ['oversight'], summary: 'Ask the graph' },
    serializerCompiler: () => JSON.stringify,
  }, async (request, reply) => {
    const { query, variables, operationName } = request.body
    try {
      const context = { ...graphContext(deps, request.caller) }
      refuseExpensiveQuery(query)
      const result = await reply.graphql(query, context, variables ?? {}, operationName ?? undefined)
      const refusals = variableRefusals(result)
      if (refusals.length > 0) return await refuse(refusals, request, reply)
      return await reply.code(200).send(answerOf(result, request))
    } catch (error) {
      return await refuse(refusalsOf(error), request, reply)
    }
  })
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', schema: { hide: true },
    handler: (_request, reply) => {
      void reply.header('allow', 'POST')
      throw errors.methodNotAllowed()
    },
  })
}

/** Lets the errors of an execution come out as they are; they are put into words where the language is known. */
function unformatted (result: ExecutionResult) {
  return { statusCode: 200, response: result as never }
}

function answerOf (result: ExecutionResult, request: FastifyRequest) {
  if (result.errors === undefined || result.errors.length === 0) return { data: result.data }
  return { data: result.data ?? null, errors: executionErrors(result, languageOf(request), request.log) }
}

async function refuse (refusals: Refusal[], request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const status = refusals[0]?.status ?? 400
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  return await reply.code(status).send({ errors: refusals.map((refused) => graphError(refused, languageOf(request))) })
}

function languageOf (request: FastifyRequest) {
  return preferredLanguage(request.headers['accept-language'])
}
