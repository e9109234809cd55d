import { Gauge } from 'prom-client'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { countRequestsWithoutDeadline } from './store/deadlines.ts'

/** Shows how many open requests have no live clock. Anything but 0 that lasts is a legal day about to be lost. */
export function gaugeClocks (app: App, deps: Deps): void {
  app.metrics.registerMetric(new Gauge({
    name: 'lightwell_open_requests_without_deadline',
    help: 'Open requests without a live deadline; must be 0',
    registers: [],
    async collect () {
      this.set(await countRequestsWithoutDeadline(deps.db))
    },
  }))
}
