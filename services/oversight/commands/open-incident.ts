import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Envelope } from '@lightwell/events/envelope'
import { reportBy } from '../rules/report-by.ts'
import { findCaseAgency } from '../store/audit.ts'
import { insertIncident, type IncidentRow } from '../store/incidents.ts'

/** What an incident is about, and whether its mark was declared. */
export type NewIncident = Pick<IncidentRow, 'kind' | 'recordId'> & Partial<Pick<IncidentRow, 'declared'>>

/** Opens an incident about a record, once of its kind. Its 24 hours run from the event, not the delivery. */
export async function openIncident (
  tx: Transaction, event: Pick<Envelope, 'subject' | 'time'>, { kind, recordId, declared = null }: NewIncident,
): Promise<void> {
  const agencyCode = await findCaseAgency(tx, event.subject)
  if (agencyCode === undefined) throw new Error('What an incident is about belongs to no case')
  const openedAt = new Date(event.time)
  await insertIncident(tx, {
    id: uuidv7(), kind, caseId: event.subject, recordId, agencyCode, declared, openedAt, reportBy: reportBy(openedAt),
  })
}
