import { Gauge, Registry, collectDefaultMetrics } from 'prom-client'
import { sql } from 'drizzle-orm'
import { countOpen } from '@lightwell/events/deliveries'
import type { Deps } from '@lightwell/events/deps'
import type { App } from './app.ts'

/** Tells whether the process may take work: it is migrated, seeded and delivering. */
export type Readiness = { isReady (): boolean }

/** Serves /livez, /readyz and /metrics. */
export function serveProbes (app: App, deps: Deps, readiness: Readiness): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  gaugeDeliveries(registry, deps)
  app.get('/livez', { schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const ready = readiness.isReady() && await answers(deps)
    return await reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not_ready' })
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return await reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function answers (deps: Deps): Promise<boolean> {
  return await deps.db.execute(sql`select 1`).then(() => true, () => false)
}

function gaugeDeliveries (registry: Registry, deps: Deps): void {
  const open = new Gauge({
    name: 'lightwell_deliveries_open', help: 'Deliveries not done, by consumer and state',
    labelNames: ['consumer', 'state'], registers: [registry],
    async collect () {
      this.reset()
      for (const row of await countOpen(deps.db)) this.set({ consumer: row.consumer, state: row.state }, row.open)
    },
  })
  void open
}
