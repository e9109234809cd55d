import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Envelope } from '@lightwell/events/envelope'
import { reportBy } from '../rules/report-by.ts'
import { findCaseAgency } from '../store/audit.ts'
import { insertIncident } from '../store/incidents.ts'

/** Opens the incident of a record that was sealed for its mark. Its 24 hours run from the finding, not the delivery. */
export async function openIncident (tx: Transaction, event: Envelope<'lightwell.record.scanned.v1'>): Promise<void> {
  const agencyCode = await findCaseAgency(tx, event.subject)
  if (agencyCode === undefined) throw new Error('A scanned record belongs to no case')
  const openedAt = new Date(event.time)
  await insertIncident(tx, {
    id: uuidv7(), kind: 'secret_mark_found', caseId: event.subject, recordId: event.data.recordId, agencyCode, openedAt,
    reportBy: reportBy(openedAt),
  })
}
