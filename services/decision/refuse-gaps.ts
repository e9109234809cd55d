import { Refusal, type Text } from '@lightwell/http/refusal'
import type { EvidenceGap } from './rules/evidence-gap.ts'

const texts: Readonly<Record<EvidenceGap['code'], Text>> = {
  record_sealed: { zh: '所列信息带有国家秘密标志，已封存。', en: 'A record is sealed for its state-secret mark.' },
  review_incomplete: { zh: '所列信息的逐级审查尚未完成。', en: 'The review chain of a record is not complete.' },
  record_not_cleared: { zh: '所列信息的审查意见不是公开。', en: 'The review chain of a record did not find for release.' },
  search_missing: { zh: '此项理由须有检索记录。', en: 'This ground needs a search on record.' },
  classification_missing: {
    zh: '以国家秘密为由须有定密标志或者审查认定。', en: 'This ground needs a marking or a finding that it is a state secret.',
  },
  identity_not_proved: {
    zh: '涉及个人的信息只能提供给身份已经核实的申请人。',
    en: 'A record about a person goes only to an applicant whose identity is proved.',
  },
  clarification_missing: {
    zh: '此项理由须有要求补正并已补正的记录。', en: 'This ground needs a completion that was asked for and given.',
  },
  reasons_missing: {
    zh: '此项理由须有要求说明理由且认定理由不合理的记录。',
    en: 'This ground needs reasons that were asked for and found not to be good.',
  },
  earlier_request_missing: {
    zh: '此项理由须列明本机关已答复的同一申请人的先前申请。',
    en: 'This ground names an earlier request of the same applicant that this agency has answered.',
  },
  consultation_open: {
    zh: '征求意见尚未结束，不得公开。', en: 'Others are still being consulted; nothing is released before.',
  },
  objection_stands: {
    zh: '第三方不同意公开；须说明不公开可能对公共利益造成重大影响的理由。',
    en: 'A third party objects; say why the public interest outweighs it.',
  },
  record_missing: { zh: '没有可以公开的信息。', en: 'There is no record to make public.' },
  scan_unfinished: { zh: '密级标志扫描尚未完成。', en: 'The scan for marks is not finished.' },
  about_person: { zh: '涉及个人的信息未经本人同意不得主动公开。', en: 'What tells about a person is not made public without his consent.' },
}

/** Refuses with 409 when evidence is missing, and names every place and record where it is. */
export function refuseGaps (gaps: readonly EvidenceGap[]): void {
  const [first] = gaps
  if (first === undefined) return
  const faults = gaps.map(({ code, pointer, recordId }) => {
    const { zh, en } = texts[code]
    return { pointer, code, detail: recordId === undefined ? { zh, en } : { zh: `${zh}（${recordId}）`, en: `${en} (${recordId})` } }
  })
  throw new Refusal(409, first.code, texts[first.code], { faults })
}
