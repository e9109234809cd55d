import { fastify, LogController, type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Registry } from 'prom-client'
import { v4 as uuidv4 } from 'uuid'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from './caller.ts'
import { describeRoutes } from './describe-routes.ts'
import { errors } from './errors.ts'
import { identify } from './identify.ts'
import { handleError, Problem, sendProblem } from './problem.ts'
import type { StaffVerifier } from './staff-token.ts'
import { readStrictAddress } from './strict-address.ts'
import { readStrictJson } from './strict-json.ts'
import { buildSerializer } from './serializer.ts'
import { validatorCompiler } from './validator.ts'

/** The Fastify app every room stands on, typed by TypeBox schemas. */
export type App = FastifyInstance<
  RawServerDefault, IncomingMessage, ServerResponse<IncomingMessage>, FastifyBaseLogger, TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyInstance {
    /** What /metrics tells; a room adds its own gauges. */
    metrics: Registry
  }
  interface FastifyRequest {
    /** Who is calling; set before any handler runs. */
    caller: Caller
  }
}

export type AppOptions = {
  verifyStaff: StaffVerifier
  logger: FastifyBaseLogger
  /** The gateways whose X-Forwarded-For tells a caller's address; without any it is the connection's. */
  proxies?: string | undefined
}

const bodyLimitBytes = 1_048_576

/** Makes the app: identity, strict JSON, problem documents, safe headers. Rooms register on it. */
export function createApp (deps: Deps, { verifyStaff, logger, proxies }: AppOptions): App {
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    trustProxy: proxies ?? false,
    requestTimeout: 60_000,
    genReqId: () => uuidv4(),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
    schemaController: { compilersFactory: { buildSerializer } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.decorate('metrics', new Registry())
  app.decorateRequest<Caller | null>('caller', null)
  app.addSchema(Problem)
  readStrictJson(app as unknown as FastifyInstance)
  app.setValidatorCompiler(validatorCompiler())
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((request, reply) => sendProblem(errors.notFound(), request, reply))
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(safeHeaders).header('x-request-id', request.id)
    const { authorization } = request.headers
    request.caller = anonymous
    // Whoever shows no token is not waited for.
    if (authorization === undefined) return done()
    const identified = identify(deps, verifyStaff, authorization).then((caller) => void (request.caller = caller))
    // eslint-disable-next-line promise/no-callback-in-promise -- a hook that answers at once where it can is called back
    identified.then(() => done(), done)
  })
  readStrictAddress(app as unknown as FastifyInstance)
  logAnswers(app)
  describeRoutes(app)
  return app as App
}

const anonymous: Caller = Object.freeze({ kind: 'anonymous' })

const safeHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}

/** One line an answer, with the route's pattern: the address itself may hold what must not be logged. */
function logAnswers (app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({
      method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }, 'answered')
    done()
  })
}
