import { sql } from 'drizzle-orm'
import { collectDefaultMetrics, Gauge } from 'prom-client'
import { countOpen } from '@lightwell/events/deliveries'
import type { Deps } from '@lightwell/events/deps'
import type { App } from './app.ts'

/** Tells whether the process may take work: it is migrated, seeded and delivering. */
export type Readiness = { isReady (): boolean }

/** Serves /livez, /readyz and /metrics. */
export function serveProbes (app: App, deps: Deps, readiness: Readiness): void {
  collectDefaultMetrics({ register: app.metrics })
  gaugeDeliveries(app, deps)
  app.get('/livez', { schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = readiness.isReady() && await answers(deps)
    return await reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not_ready' })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return await reply.type(app.metrics.contentType).send(await app.metrics.metrics())
  })
}

async function answers (deps: Deps): Promise<boolean> {
  return await deps.db.execute(sql`select 1`).then(() => true, () => false)
}

function gaugeDeliveries (app: App, deps: Deps): void {
  app.metrics.registerMetric(new Gauge({
    name: 'lightwell_deliveries_open',
    help: 'Deliveries not done, by consumer and state',
    labelNames: ['consumer', 'state'],
    registers: [],
    async collect () {
      this.reset()
      for (const { consumer, state, open } of await countOpen(deps.db)) this.set({ consumer, state }, open)
    },
  }))
}
