import { Type, type Static, type TSchema } from '@sinclair/typebox'

const Id = Type.String({ pattern: '^[0-9a-f-]{36}$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Code = Type.String({ maxLength: 64 })
const Hash = Type.String({ maxLength: 128 })

function closed<Properties extends Record<string, TSchema>> (properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

const due = { dueOn: Day, provisional: Type.Boolean() }
const extension = { extensionId: Id }
const record = { recordId: Id }
const decision = { decisionId: Id }

/**
 * What each event type carries. Rows are named by id; personal values, titles, record text, reasons and opinions never
 * stand here: `personalHash` is a keyed hash under the case's own key, so the chain still verifies after erasure, and
 * `contentHash` is a keyed hash of a record's SHA-256: a plain one would confirm a guess of what was sealed or destroyed.
 */
export const contracts = {
  'lightwell.request.registered.v1': closed({
    agency: Code, regime: Code, regimeVersion: Code, calendar: Code, zone: Code, kind: Code, channel: Code,
    applicantKind: Code, receivedOn: Day, personalHash: Hash,
  }),
  'lightwell.request.withdrawn.v1': closed({ withdrawnOn: Day }),
  'lightwell.deadline.started.v1': closed({ startedOn: Day, calendarVersion: Code, ...due }),
  'lightwell.deadline.stopped.v1': closed({ state: Code, stoppedOn: Day }),
  'lightwell.extension.requested.v1': closed({ ...extension, additionalWorkingDays: Type.Integer() }),
  'lightwell.extension.approved.v1': closed({
    ...extension, oldDueOn: Day, newDueOn: Day, provisional: Type.Boolean(), noticeId: Id, asDeputy: Type.Boolean(),
  }),
  'lightwell.extension.rejected.v1': closed(extension),
  'lightwell.search.recorded.v1': closed({ searchId: Id }),
  'lightwell.record.added.v1': closed({ ...record, contentHash: Hash, renditionOf: Type.Union([Id, Type.Null()]) }),
  'lightwell.record.scanned.v1': closed({ ...record, state: Code, marks: Type.Integer(), sealed: Type.Boolean() }),
  'lightwell.record.opened.v1': closed({ ...record, contentHash: Hash, reader: Type.String({ maxLength: 64 }) }),
  'lightwell.record.reviewed.v1': closed({
    ...record, contentHash: Hash, reviewId: Id, level: Type.Integer(), finding: Code, asDeputy: Type.Boolean(),
  }),
  'lightwell.record.redacted.v1': closed({ ...record, renditionId: Id, spans: Type.Integer() }),
  'lightwell.decision.proposed.v1': closed({ ...decision, outcome: Code }),
  'lightwell.decision.returned.v1': closed(decision),
  'lightwell.decision.issued.v1': closed({
    ...decision, outcome: Code, noticeId: Id, noticeSha256: Hash, recordHashes: Type.Array(Hash), asDeputy: Type.Boolean(),
  }),
  'lightwell.notice.served.v1': closed({ noticeId: Id, kind: Code, method: Code, servedOn: Day, answers: Type.Boolean() }),
}

export type EventType = keyof typeof contracts

export type EventData<T extends EventType> = Static<(typeof contracts)[T]>
