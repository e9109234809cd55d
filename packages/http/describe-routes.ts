import type { FastifyInstance, FastifySchema } from 'fastify'

const problem = { description: 'A problem document', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } }

const writeHeaders = {
  type: 'object',
  properties: {
    'idempotency-key': { type: 'string', description: 'An RFC 8941 string of 16 to 255 characters: the write happens once.' },
    'if-match': { type: 'string', description: 'The ETag of the case as it was read: 412 when it has changed since.' },
  },
}

/** Says in the contract of every route what is the same for all: its name, the headers of a write, its problems. */
export function describeRoutes (app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/v1') || route.schema === undefined) return
    const method = String(route.method).toLowerCase()
    // Fastify answers HEAD wherever it answers GET, with the same schema.
    if (method === 'head') return
    const schema: FastifySchema & { operationId?: string } = route.schema
    schema.operationId = operationIdOf(method, route.url)
    if (method === 'post') schema.headers ??= writeHeaders
    schema.response = { ...schema.response as object, '4xx': problem, '5xx': problem }
  })
}

/** A name for a route made of its method and path: `post /v1/records/:id/reviews` is `postRecordsByIdReviews`. */
function operationIdOf (method: string, url: string): string {
  const words = url.replace('/v1/', '').split(/[/.-]/).map((part) => part.startsWith(':') ? `By${capital(part.slice(1))}` : capital(part))
  return method + words.join('')
}

function capital (word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
