import { lockCase } from '@lightwell/events/case-head'
import type { Handler } from '@lightwell/events/subscriptions'
import { closeAsFalseAlarm } from '../store/incidents.ts'

/** Closes the incident of a seal that two people found to be a false alarm; one that was closed before stays as it is. */
export const closeFalseAlarm: Handler<'lightwell.record.unsealed.v1'> = async (_deps, tx, { subject, data, time, actor }) => {
  await lockCase(tx, subject)
  await closeAsFalseAlarm(tx, data.recordId, { closedAt: new Date(time), closedBy: actor })
}
