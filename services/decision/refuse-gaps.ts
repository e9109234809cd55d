import { Refusal, type Text } from '@lightwell/http/refusal'
import type { EvidenceGap } from './rules/evidence-gaps.ts'

const texts: Readonly<Record<EvidenceGap['code'], Text>> = {
  record_sealed: { zh: '所列信息带有国家秘密标志，已封存。', en: 'A record is sealed for its state-secret mark.' },
  review_incomplete: { zh: '所列信息的逐级审查尚未完成。', en: 'The review chain of a record is not complete.' },
  record_not_cleared: { zh: '所列信息的审查意见不是公开。', en: 'The review chain of a record did not find for release.' },
  search_missing: { zh: '此项理由须有检索记录。', en: 'This ground needs a search on record.' },
  classification_missing: {
    zh: '以国家秘密为由须有定密标志或者审查认定。', en: 'This ground needs a marking or a finding that it is a state secret.',
  },
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
