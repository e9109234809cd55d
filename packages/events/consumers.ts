import type { Room } from '@lightwell/schema/rooms'
import type { EventType } from './contracts.ts'

/**
 * Which rooms act on which event. It is a static table used at append, so that a process which runs one room still
 * writes the deliveries of the others; a test compares it with what the rooms subscribe to.
 */
export const consumers: Readonly<Record<EventType, readonly Room[]>> = {
  'lightwell.request.registered.v1': ['deadline'],
  'lightwell.request.withdrawn.v1': ['deadline', 'decision'],
  'lightwell.deadline.started.v1': [],
  'lightwell.deadline.stopped.v1': [],
  'lightwell.extension.requested.v1': ['intake'],
  'lightwell.extension.approved.v1': [],
  'lightwell.extension.rejected.v1': [],
  'lightwell.search.recorded.v1': ['intake'],
  'lightwell.record.added.v1': ['intake'],
  'lightwell.record.scanned.v1': ['oversight'],
  'lightwell.record.opened.v1': [],
  'lightwell.record.reviewed.v1': [],
  'lightwell.record.redacted.v1': [],
  'lightwell.decision.proposed.v1': ['intake'],
  'lightwell.decision.returned.v1': [],
  'lightwell.decision.issued.v1': ['intake'],
  'lightwell.notice.served.v1': ['intake', 'deadline'],
}
