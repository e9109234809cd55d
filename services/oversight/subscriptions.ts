import type { Subscriptions } from '@lightwell/events/subscriptions'
import { closeFalseAlarm } from './commands/close-false-alarm.ts'
import { noteMended, noteShortage } from './commands/note-shortage.ts'
import { openIncident } from './commands/open-incident.ts'
import { passIncidents } from './commands/pass-incidents.ts'
import { findDisclosedRecord } from './store/disclosed-records.ts'

/** What this room does with the events of the others. */
export const subscriptions: Subscriptions = {
  async 'lightwell.record.scanned.v1' (_deps, tx, event) {
    const { sealed, recordId, declared = null } = event.data
    if (sealed) await openIncident(tx, event, { kind: 'secret_mark_found', recordId, declared })
  },
  async 'lightwell.record.checked.v1' (_deps, tx, event) {
    const { sealed, recordId } = event.data
    if (sealed) await openIncident(tx, event, { kind: 'secret_found_by_hand', recordId, declared: false })
  },
  'lightwell.record.unsealed.v1': closeFalseAlarm,
  async 'lightwell.record.bytes_differed.v1' (_deps, tx, event) {
    await openIncident(tx, event, { kind: 'released_bytes_differ', recordId: event.data.recordId })
  },
  async 'lightwell.notice.bytes_differed.v1' (_deps, tx, event) {
    await openIncident(tx, event, { kind: 'notice_bytes_differ', recordId: event.data.noticeId })
  },
  async 'lightwell.disclosure.checked.v1' (_deps, tx, event) {
    const { finding, disclosureId } = event.data
    const recordId = finding === 'secret' ? await findDisclosedRecord(tx, disclosureId) : undefined
    if (recordId !== undefined) await openIncident(tx, event, { kind: 'released_secret', recordId })
  },
  async 'lightwell.disclosure.taken_down.v1' (_deps, tx, event) {
    const { cause, recordId } = event.data
    if (cause === 'secret') await openIncident(tx, event, { kind: 'released_secret', recordId })
    if (cause === 'level_raised') await openIncident(tx, event, { kind: 'level_raised', recordId })
  },
  'lightwell.staffing.short.v1': noteShortage,
  'lightwell.staffing.mended.v1': noteMended,
  async 'lightwell.request.passed_on.v1' (_deps, tx, event) {
    await passIncidents(tx, event)
  },
}
