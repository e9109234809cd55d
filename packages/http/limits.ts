import rateLimit from '@fastify/rate-limit'
import { errors } from './errors.ts'
import type { App } from './app.ts'

/** What a caller without a token may do in a minute from one address. */
export const anonymousLimits = { calculations: 600, filings: 60, reads: 1_200 } as const

/** Lets routes declare a limit (`config: limit('filings')`). A caller with a token is not counted. */
export async function limitAnonymousCalls (app: App): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    // Identity is known only after its hook, so the count is taken right before the handler.
    hook: 'preHandler',
    timeWindow: '1 minute',
    allowList: (request) => request.caller.kind !== 'anonymous',
    errorResponseBuilder: () => errors.tooManyRequests(),
  })
}

/** The route configuration of a limit. */
export function limit (kind: keyof typeof anonymousLimits) {
  return { rateLimit: { max: anonymousLimits[kind], groupId: kind } }
}
