import { Gauge } from 'prom-client'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { countTellable } from './store/tellings.ts'

/** Shows of how many due days something is due to be told. Anything but 0 that lasts is a due day that nobody hears of. */
export function gaugeTellings (app: App, deps: Deps): void {
  app.metrics.registerMetric(new Gauge({
    name: 'lightwell_tellings_waiting',
    help: 'Due days that come near or have passed and are not told yet; must be 0 but for a moment',
    registers: [],
    async collect () {
      this.set(await countTellable(deps.db, deps.clock.now()))
    },
  }))
}
