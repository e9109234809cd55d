import { addWorkingDays } from '@lightwell/calendar/working-calendar'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { aFiling } from '../support/builders.ts'
import type { Body } from '../support/house.ts'

/** A request as staff sees it, who is about to act, and the current day. */
export type Acting = { view: Body, by: string, today: Day, consultations: Body[], pick: <T>(from: readonly T[]) => T }

/** A call that does an action; undefined where the case offers it but this walk has no body for it. */
export type Doing = { path: string, body?: unknown } | undefined

const reason = { reason: '经核实' }
const form = () => {
  const body = new FormData()
  body.set('file', new Blob([`附件 ${Math.random()}`], { type: 'text/plain' }), '附件.txt')
  return body
}
const ofStaff = ({ by, today }: Acting) => by.includes('.') ? { receivedOn: today } : {}
const inDays = ({ today }: Acting, n: number) => addWorkingDays(calendarNamed('CN'), today, n).day
const proof = ({ by }: Acting) => ({ method: by === 'portal' ? 'portal_realname' : 'seen_in_person', evidence: '窗口核验' })
const consent = ({ today }: Acting) => ({ consent: { on: today, evidence: '电话记录' } })

/** How each action of the table is done over HTTP, by whoever it is offered to. */
export const acts: Record<string, (acting: Acting) => Doing> = {
  confirm_receipt: ({ view, today }) => ({ path: `requests/${view.id}/receipt-confirmation`, body: { confirmedOn: today } }),
  prove_identity: (acting) => ({ path: `requests/${acting.view.id}/identity-proofs`, body: proof(acting) }),
  renew_token: (acting) => ({ path: `requests/${acting.view.id}/access-token`, body: { proof: proof(acting) } }),
  add_attachment: ({ view }) => ({ path: `requests/${view.id}/attachments`, body: form() }),
  classify: ({ view, pick }) => ({ path: `requests/${view.id}/classification`, body: { nature: pick(['petition', 'inquiry', null]) } }),
  pass_on: ({ view, today }) => ({
    path: `requests/${view.id}/succession`,
    body: { cause: 'death', on: today, evidence: '公证书', successor: { ...aFiling().applicant, name: '李四' } },
  }),
  register_receipt: ({ view }) => ({ path: `requests/${view.id}/registration-receipt` }),
  ask_clarification: (acting) => ({
    path: `requests/${acting.view.id}/clarifications`, body: { items: ['所指何年'], respondBy: inDays(acting, acting.pick([3, 8])) },
  }),
  answer_clarification: (acting) => ({
    path: `clarifications/${acting.view.clarification.id}/response`, body: { description: '2023年度明细', ...ofStaff(acting) },
  }),
  answer_late: (acting) => ({
    path: `clarifications/${acting.view.clarification.id}/response`,
    body: { description: '2023年度明细', lateReason: '住院', ...ofStaff(acting) },
  }),
  confirm_lapse: ({ view }) => ({ path: `clarifications/${view.clarification.id}/lapse`, body: reason }),
  accept_late_answer: ({ view }) => ({ path: `clarifications/${view.clarification.id}/reopening`, body: { goodReason: true, ...reason } }),
  reject_late_answer: ({ view }) => ({ path: `clarifications/${view.clarification.id}/reopening`, body: { goodReason: false, ...reason } }),
  open_consultation: ({ view, pick, today }) => ({
    path: `requests/${view.id}/consultations`,
    body: {
      kind: pick(['third_party', 'co_maker', 'other_body']), party: '某公司', interest: '经营信息', question: '是否同意公开',
      ...pick([{}, { service: { method: 'post', on: today, evidence: '挂号信' } }]),
    },
  }),
  serve_consultation: ({ consultations, today }) => serviceOf(consultations.find(({ servedOn }) => !servedOn), today),
  answer_consultation: ({ consultations, today, pick, by }) => {
    const waiting = consultations.find(({ servedOn, answer }) => servedOn && !answer)
    return by.includes('.') ? {
      path: `consultations/${waiting.id}/response`,
      body: { answer: pick(['agrees', 'objects']), reason: '涉及商业秘密', receivedOn: today, evidence: '来函' },
    } : undefined
  },
  ask_reasons: (acting) => ({ path: `requests/${acting.view.id}/reason-requests`, body: { basis: '频次过高', respondBy: inDays(acting, 5) } }),
  give_reasons: (acting) => ({ path: `reason-requests/${acting.view.reasonRequest.id}/response`, body: { reasons: '研究所需', ...ofStaff(acting) } }),
  judge_reasons: ({ view, pick }) => ({
    path: `reason-requests/${view.reasonRequest.id}/finding`, body: { finding: pick(['reasonable', 'unreasonable']), opinion: '已审查' },
  }),
  defer: ({ view }) => view.deadline.overdue ? undefined
    : ({ path: `reason-requests/${view.reasonRequest.id}/deferral`, body: { workingDays: 5, ...reason } }),
  propose_fee: ({ view, pick }) => ({
    path: `requests/${view.id}/fees`, body: { scale: 'by_volume', pages: pick([40, 250]), ...reason },
  }),
  decide_fee: ({ view, pick }) => view.deadline.overdue || pick([true, false])
    ? { path: `fees/${view.fee.id}/rejection`, body: reason } : { path: `fees/${view.fee.id}/approval`, body: {} },
  record_payment: ({ view, today }) => ({ path: `fees/${view.fee.id}/payment`, body: { paidOn: today, payment: '银行回单' } }),
  waive_fee: ({ view }) => ({ path: `fees/${view.fee.id}/waiver`, body: reason }),
  abandon_fee: ({ view }) => ({ path: `fees/${view.fee.id}/abandonment`, body: reason }),
  propose_correction: ({ view, pick }) => ({
    path: `requests/${view.id}/correction-outcomes`, body: pick([{ outcome: 'declined', ...reason }, { outcome: 'forwarded', forwardedTo: 'CS', ...reason }]),
  }),
  return_correction: ({ view }) => ({ path: `correction-outcomes/${view.correctionOutcome.id}/return`, body: reason }),
  approve_correction: ({ view }) => ({ path: `correction-outcomes/${view.correctionOutcome.id}/approval`, body: {} }),
  transfer: ({ view }) => ({ path: `requests/${view.id}/transfer`, body: { toAgency: 'CS', ...reason } }),
  redirect: (acting) => {
    const asked: string[] = [acting.view.agency, ...(acting.view.family?.parts ?? []).map((part: Body) => part.agency)]
    const toAgency = ['AQ', 'CS', 'CITY', 'XM'].find((code) => !asked.includes(code))
    return toAgency === undefined ? undefined
      : { path: `requests/${acting.view.id}/redirection`, body: { toAgency, ...acting.by.includes('.') && consent(acting) } }
  },
  divide: (acting) => ({
    path: `requests/${acting.view.id}/parts`, body: { whole: false, ...consent(acting), parts: [{ description: '第一项' }, { description: '第二项', agency: 'CS' }] },
  }),
  divide_whole: (acting) => ({
    path: `requests/${acting.view.id}/parts`, body: { whole: true, ...consent(acting), parts: [{ description: '第一项' }, { description: '第二项' }] },
  }),
  withdraw: ({ view, by }) => ({ path: `requests/${view.id}/withdrawal`, body: by.includes('.') ? { evidence: '书面撤回' } : {} }),
  record_search: ({ view }) => ({
    path: `requests/${view.id}/searches`, body: { unit: '档案室', place: '案卷', terms: '补偿', found: '无' },
  }),
  ask_extension: ({ view }) => ({ path: `deadlines/${view.id}/extensions`, body: reason }),
  propose_decision: ({ view }) => ({
    path: 'decisions', body: { requestId: view.id, parts: [{ description: '所申请信息', outcome: 'refuse', grounds: ['petition'] }] },
  }),
}

function serviceOf (letter: Body, today: Day): Doing {
  return { path: `consultations/${letter.id}/service`, body: { method: 'post', on: today, evidence: '挂号信回执' } }
}

/** A later day: mostly the same, sometimes some days on, seldom a month. */
export function laterDay (today: Day, pick: Acting['pick']): Day {
  return addDays(today, pick([0, 0, 0, 1, 2, 5, 12, 30]))
}
