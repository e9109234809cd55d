import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { endOfDay } from '@lightwell/calendar/zoned'
import type { Day } from '@lightwell/calendar/day'
import { receiptNumber } from '@lightwell/http/receipt-number'

/** A clock entry with the fold up to it. */
export type Entry = {
  recordedAt: string, kind: string, state: string, dueOn: string, workingDays?: number, pausedUntil?: string
}

export type CaseOptions = {
  agency?: string
  status?: string
  receivedOn?: string
  dueOn?: string
  state?: string
  answeredOn?: string
  pausedUntil?: string
  /** The last day to confirm the receipt, for a channel where a clerk has to. */
  confirmBy?: string
  /** The clock entries; one start on the day of receipt when left out. */
  entries?: Entry[]
}

export type CaseRows = {
  query (text: string, values?: unknown[]): Promise<pg.QueryResult>
  add (options?: CaseOptions): Promise<string>
  propose (caseId: string, changes?: Record<string, unknown>): Promise<string>
  /** Binds a proposed answer to a sheet of these duties, the first of them signed at an instant. */
  bind (decisionId: string, duties: readonly string[], signed: number, signedAt: string): Promise<void>
  issue (caseId: string, times: { proposedAt: string, decidedAt: string, servedAt?: string }): Promise<string>
  extend (requestId: string, changes?: Record<string, unknown>): Promise<string>
  record (caseId: string, changes?: Record<string, unknown>): Promise<string>
  review (recordId: string, level: number, reviewedAt: string): Promise<void>
  /** A question to a business section, answered at an instant if one is named. */
  ask (requestId: string, answeredAt: string | null): Promise<void>
  clarify (requestId: string, changes?: Record<string, unknown>): Promise<void>
  charge (requestId: string, changes?: Record<string, unknown>): Promise<void>
  correct (requestId: string, changes?: Record<string, unknown>): Promise<void>
  /** Writes a paper and gives its id. */
  notice (caseId: string, kind: string, issuedAt: string): Promise<string>
  /** Writes what the history tells of a case, in order. */
  tell (caseId: string, events: readonly (readonly [type: string, occurredAt: string])[]): Promise<void>
}

const zone = 'Asia/Shanghai'
const calendarVersion = calendarNamed('CN').version
const person = (): string => uuidv7()

/** Writes rows of cases as the owner of the database, so that a test can make a case of any shape. */
export async function openCaseRows (t: Pick<Test, 'teardown'>, url: string): Promise<CaseRows> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  async function insert (table: string, row: Record<string, unknown>): Promise<void> {
    const names = Object.keys(row)
    const places = names.map((_, at) => `$${at + 1}`)
    await client.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(row))
  }
  async function propose (caseId: string, changes: Record<string, unknown> = {}): Promise<string> {
    const id = uuidv7()
    await insert('decisions', {
      id, case_id: caseId, agency_code: 'XM', state: 'proposed', outcome: 'disclose', proposed_by: person(),
      proposed_at: '2026-01-06T02:00:00Z', ...changes,
    })
    return id
  }
  async function notice (caseId: string, kind: string, issuedAt: string): Promise<string> {
    const id = uuidv7()
    papers += 1
    await insert('notices', {
      id, case_id: caseId, agency_code: 'XM', kind, number: `XM测〔2026〕${papers}号`, language: 'zh-CN',
      media_type: 'text/html', bytes: Buffer.from('notice'), sha256: 'none', issued_at: issuedAt,
    })
    return id
  }
  let papers = 0
  let sheets = 0
  const dueAt = (day: string): Date => endOfDay(day as Day, zone)
  return {
    query: (text, values) => client.query(text, values as never),
    async add ({
      agency = 'XM', status = 'registered', receivedOn = '2026-01-05', dueOn = '2026-01-12', state = 'running',
      answeredOn, pausedUntil, confirmBy,
      entries = [{ recordedAt: `${receivedOn}T02:00:00Z`, kind: 'started', state: 'running', dueOn }],
    } = {}) {
      const id = uuidv7()
      const number = receiptNumber({ agencyCode: agency, receivedOn: receivedOn as Day, random: randomBytes(5) })
      await insert('case_heads', { id, kind: 'request', agency_code: agency, version: 0, last_hash: 'none' })
      await insert('requests', {
        id, receipt_number: number, agency_code: agency, regime_id: 'county', regime_version: 'county@1',
        calendar_id: 'CN', zone, kind: 'disclosure', channel: 'online', status, received_on: receivedOn,
        registered_at: `${receivedOn}T02:00:00Z`, filed_by: 'anonymous', applicant_kind: 'citizen',
        applicant_name: '不该出现的姓名', description: '不该出现的内容', delivery_format: 'electronic',
        delivery_method: 'online', language: 'zh-CN', access_token_hash: `test:${id}`, sealed_key: 'none',
        confirm_by: confirmBy ?? null,
      })
      await insert('deadlines', {
        request_id: id, agency_code: agency, regime_id: 'county', regime_version: 'county@1', calendar_id: 'CN',
        calendar_version: calendarVersion, zone, state, started_on: receivedOn, due_on: dueOn, due_at: dueAt(dueOn),
        answered_on: answeredOn ?? null, paused_until: pausedUntil ?? null, extended_working_days: 0, provisional: false, unknown_years: [],
      })
      for (const [at, entry] of entries.entries()) {
        await insert('clock_entries', {
          request_id: id, seq: at + 1, kind: entry.kind, on_day: receivedOn, working_days: entry.workingDays ?? null,
          cause: 'test', author: 'system', recorded_at: entry.recordedAt, state: entry.state, due_on: entry.dueOn,
          due_at: dueAt(entry.dueOn), paused_until: entry.pausedUntil ?? null, calendar_version: calendarVersion,
        })
      }
      return id
    },
    propose,
    async bind (decisionId, duties, signed, signedAt) {
      const sheetId = uuidv7()
      sheets += 1
      const steps = JSON.stringify(duties.map((duty) => ({ duty, name: { zh: '会签', en: 'Countersignature' } })))
      await insert('answer_sheets', {
        id: sheetId, agency_code: 'TEST', version: sheets, from_on: '2026-01-01', steps, recorded_by: 'test', recorded_at: signedAt,
      })
      await insert('decision_sheets', { decision_id: decisionId, sheet_id: sheetId })
      for (const [at, duty] of duties.slice(0, signed).entries()) {
        await client.query(`insert into decision_signatures (decision_id, step, duty, signed_by, proposed_by, as_deputy, opinion, signed_at)
          select id, $2, $3, $4, proposed_by, false, '同意', $5 from decisions where id = $1`, [decisionId, at + 1, duty, person(), signedAt])
      }
    },
    async issue (caseId, { proposedAt, decidedAt, servedAt }) {
      const noticeId = await notice(caseId, 'decision', decidedAt)
      if (servedAt !== undefined) {
        await insert('notice_services', {
          id: uuidv7(), notice_id: noticeId, method: 'online', served_on: servedAt.slice(0, 10), evidence: 'none',
          recorded_by: 'system', recorded_at: servedAt,
        })
      }
      return await propose(caseId, {
        state: 'issued', proposed_at: proposedAt, decided_by: person(), decided_at: decidedAt, decided_as_deputy: false,
        notice_id: noticeId,
      })
    },
    async extend (requestId, changes = {}) {
      const id = uuidv7()
      const { rows: [deadline] } = await client.query('select agency_code from deadlines where request_id = $1', [requestId])
      await insert('extensions', {
        id, request_id: requestId, agency_code: deadline?.agency_code, state: 'pending', additional_working_days: 5, reason: '涉及多个部门',
        approving_duty: 'head', requested_by: person(), requested_at: '2026-01-06T02:00:00Z', old_due_on: '2026-01-12',
        ...changes,
      })
      return id
    },
    async ask (requestId, answeredAt) {
      const answered = { state: 'answered', found: 'found', answer: '见附件', closed_by: person(), closed_at: answeredAt }
      await insert('section_tasks', {
        id: uuidv7(), case_id: requestId, agency_code: 'XM', section: '自然资源所', question: '有无此件', due_on: '2026-01-09',
        state: 'open', opened_by: person(), opened_at: '2026-01-06T02:00:00Z', ...answeredAt !== null && answered,
      })
    },
    async clarify (requestId, changes = {}) {
      await insert('clarifications', {
        id: uuidv7(), request_id: requestId, state: 'open', items: ['说明年度'], asked_on: '2026-01-06',
        respond_by: '2026-01-20', asked_by: person(), asked_at: '2026-01-06T02:00:00Z',
        notice_id: await notice(requestId, 'clarification', '2026-01-06T02:00:00Z'), ...changes,
      })
    },
    async charge (requestId, changes = {}) {
      await insert('fees', {
        id: uuidv7(), request_id: requestId, state: 'proposed', scale: 'by_item', quantity: 1, amount_yuan: 100,
        reason: '数量明显超过合理范围', proposed_by: person(), proposed_at: '2026-01-06T02:00:00Z', ...changes,
      })
    },
    async correct (requestId, changes = {}) {
      await insert('corrections', {
        request_id: requestId, defect: 'inaccurate', record_title: '不该出现的标题', claim: '不该出现的内容', relation: '本人',
        evidence: '不该出现的内容',
      })
      await insert('correction_outcomes', {
        id: uuidv7(), request_id: requestId, state: 'proposed', outcome: 'corrected', reason: '属实', proposed_by: person(),
        proposed_at: '2026-01-06T02:00:00Z', ...changes,
      })
    },
    notice,
    async tell (caseId, events) {
      for (const [at, [type, occurredAt]] of events.entries()) {
        await insert('events', {
          id: uuidv7(), case_id: caseId, version: at + 1, type, occurred_at: occurredAt, bytes: Buffer.from('{}'), hash: 'none',
        })
      }
    },
    async record (caseId, changes = {}) {
      const id = uuidv7()
      await insert('records', {
        id, case_id: caseId, agency_code: 'XM', title: '不该出现的标题', origin: 'made', media_type: 'text/plain',
        size_bytes: 1, sha256: `hash of ${id}`, added_by: person(), added_at: '2026-01-06T02:00:00Z', review_levels: 2,
        scan_state: 'done',
        marks: '[]', ...changes,
      })
      return id
    },
    async review (recordId, level, reviewedAt) {
      const { rows: [record] } = await client.query('select sha256, added_by from records where id = $1', [recordId])
      const reviewer = person()
      const bound = { record_id: recordId, sha256: record.sha256 }
      await insert('record_openings', { ...bound, reader_id: reviewer, opened_at: reviewedAt })
      await insert('reviews', {
        ...bound, id: uuidv7(), level, reviewer_id: reviewer, submitter_id: record.added_by, as_deputy: false,
        finding: 'release', state_secret: false, work_secret: false, endangers_security: false, grounds: [],
        opinion: '可以公开', reviewed_at: reviewedAt,
      })
    },
  }
}
