import type { Bilingual } from '@lightwell/regimes/citation'
import type { GroundFamily } from '@lightwell/regimes/ground'

export type Outcome = 'disclose' | 'refuse' | 'redact_and_disclose'

/** The name of the paper; a refusal that withholds nothing is an answer and not a refusal to disclose. */
export const titles: Readonly<Record<Outcome | 'answer', Bilingual>> = {
  disclose: { zh: '政府信息公开告知书', en: 'Notice of Disclosure of Government Information' },
  redact_and_disclose: { zh: '政府信息部分公开告知书', en: 'Notice of Partial Disclosure of Government Information' },
  refuse: { zh: '政府信息不予公开告知书', en: 'Notice of Non-Disclosure of Government Information' },
  answer: { zh: '政府信息公开申请答复书', en: 'Answer to a Request for Government Information' },
}

export const disclosed: Readonly<Record<'disclose' | 'redact_and_disclose', Bilingual>> = {
  disclose: { zh: '予以公开', en: 'disclosed' },
  redact_and_disclose: { zh: '部分公开（区分处理）', en: 'disclosed in part' },
}

/** What a ground makes of a part that is not disclosed. */
export const families: Readonly<Record<GroundFamily, Bilingual>> = {
  withheld: { zh: '不予公开', en: 'not disclosed' },
  unable: { zh: '无法提供', en: 'cannot be provided' },
  not_handled: { zh: '不予处理', en: 'not handled as a request' },
  other: { zh: '不再处理', en: 'no longer handled' },
  already_public: { zh: '已主动公开', en: 'already public' },
}

export const words = {
  decision: { zh: '答复内容', en: 'Decision' },
  part: { zh: '第{n}项', en: 'Item {n}' },
  asked: { zh: '申请内容', en: 'Asked for' },
  result: { zh: '处理结果', en: 'Result' },
  reasons: { zh: '理由和依据', en: 'Reasons' },
  underHigher: { zh: '上位依据', en: 'falling under' },
  detail: { zh: '说明', en: 'In particular' },
  publicPlace: { zh: '公开之处', en: 'Where it is public' },
  notSeverable: { zh: '不能区分处理的理由', en: 'Why no part of it can be given' },
  records: { zh: '所附信息', en: 'Records provided' },
  removals: { zh: '区分处理清单', en: 'What was taken out' },
  delivery: { zh: '提供方式', en: 'How it is provided' },
  on: { zh: '时间', en: 'Time' },
  place: { zh: '场所', en: 'Place' },
  manner: { zh: '方式', en: 'Manner' },
  remedies: { zh: '救济途径', en: 'What you can do' },
  reconsiderationBody: { zh: '行政复议机关', en: 'Reconsideration body' },
  court: { zh: '行政诉讼管辖法院', en: 'Court' },
} satisfies Readonly<Record<string, Bilingual>>
