import { v7 as uuidv7 } from 'uuid'
import { openCaseRows, type CaseRows } from '../oversight/case-rows.ts'

/** What can have happened to a request, as far as it decides who must act next. */
export type Happened = {
  status: string
  decision: 'none' | 'returned' | 'proposed' | 'unsigned' | 'half signed' | 'signed' | 'issued'
  correction: 'none' | 'returned' | 'proposed' | 'issued'
  extension: 'none' | 'rejected' | 'approved' | 'head' | 'disclosure_office'
  fee: 'none' | 'rejected' | 'proposed' | 'open' | 'paid'
  payBy: string
  clarification: 'none' | 'open' | 'answered' | 'lapsed' | 'late_answer'
  respondBy: string
  section: 'none' | 'asked' | 'answered'
  record: 'none' | 'unread' | 'fresh' | 'reviewed' | 'sealed'
  pausedUntil: string | null
  /** The paper to a third party who objected. */
  outweighed: 'none' | 'untold' | 'told'
  regime: 'county' | 'order_711'
}

const someone = (): string => uuidv7()
const then = '2026-01-06T02:00:00Z'

/** Writes requests with what happened to them as rows, so that a test can make any mixture. */
export async function openHoldingRows (t: Parameters<typeof openCaseRows>[0], url: string) {
  const rows = await openCaseRows(t, url)
  return {
    rows,
    async add (happened: Happened, agency = 'XM'): Promise<string> {
      const id = await rows.add({ agency, status: happened.status })
      await rows.query('update requests set regime_id = $2, regime_version = $2 || \'@1\' where id = $1', [id, happened.regime])
      await rows.query('update deadlines set paused_until = $2 where request_id = $1', [id, happened.pausedUntil])
      await addAnswers(rows, id, happened)
      await addSteps(rows, id, happened)
      return id
    },
  }
}

const signed = new Map<string, number>([['unsigned', 0], ['half signed', 1], ['signed', 2]])

async function addAnswers (rows: CaseRows, id: string, { decision, correction, extension, record, section }: Happened): Promise<void> {
  if (section !== 'none') await rows.ask(id, section === 'answered' ? then : null)
  if (decision === 'proposed') await rows.propose(id)
  if (signed.has(decision)) await rows.bind(await rows.propose(id), ['legal', 'secrecy'], signed.get(decision)!, then)
  if (decision === 'returned') await rows.propose(id, { state: 'returned', decided_by: someone(), decided_at: then })
  if (decision === 'issued') await rows.issue(id, { proposedAt: then, decidedAt: then })
  if (correction !== 'none') await addCorrection(rows, id, correction)
  if (extension === 'rejected') await rows.extend(id, { state: 'rejected', decided_by: someone(), decided_at: then })
  else if (extension === 'approved') {
    await rows.extend(id, { state: 'approved', decided_by: someone(), decided_at: then, new_due_on: '2026-01-19' })
  } else if (extension !== 'none') await rows.extend(id, { approving_duty: extension })
  if (record === 'none') return
  const recordId = await rows.record(id, {
    review_levels: 1, ...record === 'unread' && { scan_state: 'queued' }, ...record === 'sealed' && { sealed_at: then },
  })
  if (record === 'reviewed') await rows.review(recordId, 1, then)
}

async function addCorrection (rows: CaseRows, id: string, state: string): Promise<void> {
  await rows.query(`insert into corrections (request_id, defect, record_title, claim, relation, evidence)
    values ($1, 'inaccurate', '户籍登记', '出生年份有误', '本人', '出生证明')`, [id])
  const decided = state !== 'proposed'
  await rows.query(`insert into correction_outcomes (id, request_id, state, outcome, reason, proposed_by, proposed_at,
      decided_by, decided_at, notice_id) values ($1, $2, $3, 'corrected', '属实', $4, $5, $6, $7, $8)`,
  [someone(), id, state, someone(), then, decided ? someone() : null, decided ? then : null,
    state === 'issued' ? await addNotice(rows, id, 'correction') : null])
}

async function addSteps (rows: CaseRows, id: string, happened: Happened): Promise<void> {
  const { clarification, respondBy, fee, payBy } = happened
  if (clarification !== 'none') {
    const answered = clarification === 'answered' || clarification === 'late_answer'
    const lapsed = clarification === 'lapsed' || clarification === 'late_answer'
    await rows.query(`insert into clarifications (id, request_id, state, items, asked_on, respond_by, asked_by, asked_at,
        notice_id, answered_on, lapsed_by, lapsed_at, lapse_reason)
      values ($1, $2, $3, '{年份}', '2026-01-06', $4, $5, $6, $7, $8, $9, $10, $11)`,
    [someone(), id, clarification, respondBy, someone(), then, await addNotice(rows, id, 'clarification'),
      answered ? '2026-01-08' : null, lapsed ? someone() : null, lapsed ? then : null, lapsed ? '未说明理由' : null])
  }
  if (fee !== 'none') await addFee(rows, id, { state: fee, payBy })
  if (happened.outweighed !== 'none') await addObjection(rows, id, happened.outweighed === 'told')
}

async function addObjection (rows: CaseRows, id: string, isTold: boolean): Promise<void> {
  await rows.query(`insert into consultations (id, request_id, kind, party_name, interest, question, token_hash, calendar_id,
      opened_by, opened_at, notice_id, service_method, served_on, service_evidence, answer_by, answer, answer_reason,
      answered_on, answered_by, answered_at)
    values ($1, $2, 'third_party', '某公司', '报价', '是否同意公开', $3, 'CN', $4, $5, $6, 'online', '2026-01-06', '函', '2026-01-27',
      'objects', '商业秘密', '2026-01-07', 'consulted', $5)`,
  [someone(), id, someone(), someone(), then, await addNotice(rows, id, 'consultation')])
  const paper = await addNotice(rows, id, 'third_party_decision')
  if (isTold) {
    await rows.query(`insert into notice_services (id, notice_id, method, served_on, evidence, recorded_by, recorded_at)
      values ($1, $2, 'post', '2026-01-08', '回执', $3, $4)`, [someone(), paper, someone(), then])
  }
}

/** Adds a fee of an amount; one that was open is noticed, one that is paid was paid. */
export async function addFee (
  rows: CaseRows, id: string, { state, payBy = '2026-01-20', amountYuan = 100 }: { state: string, payBy?: string, amountYuan?: number },
): Promise<void> {
  const noticed = state === 'open' || state === 'paid'
  await rows.query(`insert into fees (id, request_id, state, scale, quantity, amount_yuan, reason, proposed_by, proposed_at,
      notice_id, pay_by, paid_on, payment) values ($1, $2, $3, 'by_item', 11, $4, '数量过多', $5, $6, $7, $8, $9, $10)`,
  [someone(), id, state, amountYuan, someone(), then, noticed ? await addNotice(rows, id, 'fee') : null,
    noticed ? payBy : null, state === 'paid' ? '2026-01-10' : null, state === 'paid' ? '缴款书' : null])
}

let papers = 0

async function addNotice (rows: CaseRows, caseId: string, kind: string): Promise<string> {
  const id = someone()
  papers += 1
  await rows.query(`insert into notices (id, case_id, agency_code, kind, number, language, media_type, bytes, sha256, issued_at)
    values ($1, $2, 'XM', $3, $4, 'zh-CN', 'text/html', 'paper', 'none', $5)`, [id, caseId, kind, `测公〔2026〕${papers}号`, then])
  return id
}
