import type { Bilingual } from '@lightwell/regimes/citation'

/** What waits for somebody's signature. */
export const waitingKinds = [
  'answer_step', 'answer', 'publication', 'extension', 'fee', 'correction', 'clock_correction', 'work_secret',
  'filing_office', 'filing_secrecy',
] as const

export type WaitingKind = typeof waitingKinds[number]

/** What is told of one kind: what is to be signed, where, and what breaks if it is not. */
type Told = { what: Bilingual, address (id: string): string, breaks: Bilingual }

const late = {
  zh: '期限届满仍未答复即为逾期，申请人可以申请行政复议或者投诉。',
  en: 'Without an answer the case is late when its day ends, and the applicant may go to reconsideration or complain.',
}

const unfiled = {
  zh: '已公开的信息没有备案，将列入未备案名单。', en: 'What was released stays unfiled, and is listed so.',
}

function receipts (id: string): string {
  return `/v1/filings/${id}/receipts`
}

/** Each kind in words. The address is where the signature is sent to. */
export const toldOfWaiting: Readonly<Record<WaitingKind, Told>> = {
  answer_step: {
    what: { zh: '在审批单上签署', en: 'Sign a step of the approval sheet' },
    address: (id) => `/v1/decisions/${id}/signatures`,
    breaks: { zh: `负责人不能批准答复。${late.zh}`, en: `The head cannot approve the answer. ${late.en}` },
  },
  answer: {
    what: { zh: '批准或者退回答复', en: 'Approve or return an answer' },
    address: (id) => `/v1/decisions/${id}/approval`, breaks: late,
  },
  publication: {
    what: { zh: '批准或者退回主动公开', en: 'Approve or return a publication' },
    address: (id) => `/v1/publications/${id}/approval`,
    breaks: { zh: '信息未在法定期限内主动公开。', en: 'What the law makes public is not public by its day.' },
  },
  extension: {
    what: { zh: '批准或者驳回延期', en: 'Approve or reject an extension' }, address: (id) => `/v1/extensions/${id}/approval`,
    breaks: { zh: '期限届满后不得再延期，原期限照常届满。', en: 'Nothing is extended once the day has ended.' },
  },
  fee: {
    what: { zh: '决定收取信息处理费', en: 'Decide on a fee' }, address: (id) => `/v1/fees/${id}/approval`,
    breaks: { zh: '收费通知须在办理期限内送达，期限仍在计算。', en: 'The notice of a fee goes out within the limit, and the clock runs on.' },
  },
  correction: {
    what: { zh: '批准或者退回更正结果', en: 'Approve or return the outcome of a correction' },
    address: (id) => `/v1/correction-outcomes/${id}/approval`, breaks: late,
  },
  clock_correction: {
    what: { zh: '批准或者驳回时限更正', en: 'Approve or reject a correction of the clock' },
    address: (id) => `/v1/clock-corrections/${id}/approval`,
    breaks: { zh: '期限仍按原记录届满。', en: 'The day stays as it was recorded.' },
  },
  work_secret: {
    what: { zh: '确定或者不予确定工作秘密', en: 'Determine or refuse a work secret' },
    address: (id) => `/v1/work-secrets/${id}/determination`,
    breaks: {
      zh: `该信息能否公开未定，答复不能批准。${late.zh}`,
      en: `Whether the record may go out stays open, and with it the answer. ${late.en}`,
    },
  },
  filing_office: {
    what: { zh: '接收保密审查备案表（办公室）', en: 'Receive a filing form for the office' }, address: receipts, breaks: unfiled,
  },
  filing_secrecy: {
    what: { zh: '接收保密审查备案表（保密工作部门）', en: 'Receive a filing form for the secrecy department' },
    address: receipts, breaks: unfiled,
  },
}
