import type { Subscriptions } from '@lightwell/events/subscriptions'
import { openIncident } from './commands/open-incident.ts'
import { passIncidents } from './commands/pass-incidents.ts'

/** What this room does with the events of the others. */
export const subscriptions: Subscriptions = {
  async 'lightwell.record.scanned.v1' (_deps, tx, event) {
    if (event.data.sealed) await openIncident(tx, event)
  },
  async 'lightwell.request.passed_on.v1' (_deps, tx, event) {
    await passIncidents(tx, event)
  },
}
