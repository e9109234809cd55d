import { Type, type Static } from '@sinclair/typebox'
import { nullable } from '@lightwell/http/nullable'
import type { ListedIncident } from '../store/incidents.ts'

/** A secret mark that reached the house, and the instant by which it must be reported. */
export const Incident = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  requestId: nullable(Type.String()),
  publicationId: nullable(Type.String()),
  recordId: nullable(Type.String()),
  noticeId: nullable(Type.String({ description: 'The notice whose stored bytes are not those that were issued.' })),
  agency: Type.String(),
  declared: nullable(Type.Boolean({ description: 'Whether who submitted the record had declared its mark.' })),
  openedAt: Type.String(),
  reportBy: Type.String(),
  overdue: Type.Boolean({ description: 'Whether the 24 hours have passed without a report.' }),
  report: nullable(Type.Object({
    to: Type.String(), words: Type.String(), by: Type.String(), at: Type.String(),
    late: Type.Boolean({ description: 'Whether it came after the 24 hours.' }),
  })),
  closed: nullable(Type.Object({
    as: Type.String({ description: 'handled or false_alarm' }), reason: nullable(Type.String()), by: Type.String(), at: Type.String(),
  })),
})
export type Incident = Static<typeof Incident>

/** An incident as it stands at an instant. */
export function presentIncident (row: ListedIncident, now: Date): Incident {
  const { id, kind, caseId, caseKind, recordId, agencyCode, declared, openedAt, reportBy, reportedAt, closedAt } = row
  return {
    id, kind, requestId: caseKind === 'request' ? caseId : null, publicationId: caseKind === 'publication' ? caseId : null,
    ...kind === 'notice_bytes_differ' ? { recordId: null, noticeId: recordId } : { recordId, noticeId: null },
    agency: agencyCode, declared, openedAt: openedAt.toISOString(), reportBy: reportBy.toISOString(),
    overdue: reportedAt === null && closedAt === null && now > reportBy,
    report: reportOf(row), closed: closingOf(row),
  }
}

function reportOf ({ reportedAt, reportedBy, reportedTo, report, reportBy }: ListedIncident): Incident['report'] {
  if (reportedAt === null || reportedBy === null || reportedTo === null || report === null) return null
  return { to: reportedTo, words: report, by: reportedBy, at: reportedAt.toISOString(), late: reportedAt > reportBy }
}

function closingOf ({ closedAt, closedBy, closedAs, closeReason }: ListedIncident): Incident['closed'] {
  if (closedAt === null || closedBy === null || closedAs === null) return null
  return { as: closedAs, reason: closeReason, by: closedBy, at: closedAt.toISOString() }
}
