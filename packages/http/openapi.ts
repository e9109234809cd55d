import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { App } from './app.ts'

/** The contract as one document (OpenAPI 3.1). */
export type Contract = Record<string, unknown>

const info = {
  title: 'Lightwell',
  version: '1.0.0',
  description: 'Answers open-government requests (政府信息公开 依申请公开): files, times, reviews, decides.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
}

/** Lets an app gather its routes into a contract; call before the rooms register. */
export async function gatherContract (app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }, {}],
    },
    refResolver: { buildLocalReference: (json, _uri, _fragment, index) => String(json['$id'] ?? `schema-${index}`) },
  })
}

/** The contract gathered by an app that is ready. */
export function contractOf (app: App): Contract {
  return app.swagger() as unknown as Contract
}

// Its own scripts and styles and nothing else; over plain http too.
const pagePolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

/** Serves the contract at /openapi.json and a page of it at /docs. */
export async function serveContract (app: App, contract: Contract): Promise<void> {
  await app.register(swagger, { mode: 'static', specification: { document: contract as never } })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: pagePolicy })
  app.get('/openapi.json', { schema: { hide: true } }, () => contract)
}
