import type { Subscriptions } from '@lightwell/events/subscriptions'
import { openIncident } from './commands/open-incident.ts'

/** What this room does with the events of the others. */
export const subscriptions: Subscriptions = {
  async 'lightwell.record.scanned.v1' (_deps, tx, event) {
    if (event.data.sealed) await openIncident(tx, event)
  },
}
