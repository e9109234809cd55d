import { Refusal, type Text } from '@lightwell/http/refusal'
import type { EvidenceGap } from './rules/evidence-gap.ts'

/** What is missing, in words. */
export const gapTexts: Readonly<Record<EvidenceGap['code'], Text>> = {
  record_sealed: { zh: '所列信息带有国家秘密标志，已封存。', en: 'A record is sealed for its state-secret mark.' },
  review_incomplete: { zh: '所列信息的逐级审查尚未完成。', en: 'The review chain of a record is not complete.' },
  record_not_cleared: { zh: '所列信息的审查意见不是公开。', en: 'The review chain of a record did not find for release.' },
  search_missing: { zh: '此项理由须有检索记录。', en: 'This ground needs a search on record.' },
  classification_missing: {
    zh: '以国家秘密为由须有定密标志、有权机关的审查认定或者保密行政管理部门的确定；无定密权的，应当提请确定。',
    en: 'This ground needs a marking, a finding of an agency that may classify at this level, or a ruling; who may not classify refers.',
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
  not_compared: {
    zh: '区分处理后的信息须由另一人与原件核对，或者由打开过两者的审查人员审查通过。',
    en: 'A rendition is compared with its original by a second person, or passed by a reviewer who has opened both.',
  },
  not_severed: {
    zh: '此信息可以区分处理；须列明区分处理后的信息，或者说明不能作区分处理的理由。',
    en: 'A part of this record can be given: name its rendition, or say why nothing can be given apart from the rest.',
  },
  ground_not_in_force: { zh: '此项理由在今天不适用。', en: 'No answer of today can rest on this ground.' },
  open_by_law: {
    zh: '依法应当公开的事项不得以国家秘密为由不予公开。', en: 'What the law orders to be open is not withheld as a state secret.',
  },
  record_missing: { zh: '没有可以公开的信息。', en: 'There is no record to make public.' },
  unreadable: {
    zh: '所列信息无法读取，须先由保密岗位逐页检查。', en: 'A record could not be read; the secrecy duty looks through it first.',
  },
  scan_unfinished: { zh: '密级标志扫描尚未完成。', en: 'The scan for marks is not finished.' },
  work_secret: {
    zh: '所列信息已拟定或者确定为工作秘密且尚未解除，不得公开；不予公开的，须适用确定时所列的理由。',
    en: 'A record is proposed or determined as a work secret and not released; withheld, it rests on the ground of its determination.',
  },
  personal_data_unredacted: {
    zh: '所列信息中有未作区分处理的个人信息；批准人须说明可以公开的理由。',
    en: 'Personal data that was found in a record is not redacted; who approves says why it may go out.',
  },
  referral_open: {
    zh: '此信息正在报请认定，认定之前不得公开。', en: 'This is before another body; nothing of it is released before it rules.',
  },
  ruling_withholds: {
    zh: '已有认定不予公开，或者来源机关不同意公开。', en: 'It was ruled to be withheld, or the body that it comes from refused.',
  },
  ruling_missing: {
    zh: '此项理由须经保密行政管理部门审核或者政务公开联席会议会商认定不予公开。',
    en: 'This ground needs a ruling of the secrecy authority or the joint conference that withholds it.',
  },
  consent_missing: { zh: '此信息来自其他机关，须征得其同意。', en: 'This comes from another body, and needs its consent.' },
  about_person: { zh: '涉及个人的信息未经本人同意不得主动公开。', en: 'What tells about a person is not made public without his consent.' },
}

/** Refuses with 409 when evidence is missing, and names every place and record where it is. */
export function refuseGaps (gaps: readonly EvidenceGap[]): void {
  const [first] = gaps
  if (first === undefined) return
  const faults = gaps.map(({ code, pointer, recordId }) => {
    const { zh, en } = gapTexts[code]
    return { pointer, code, detail: recordId === undefined ? { zh, en } : { zh: `${zh}（${recordId}）`, en: `${en} (${recordId})` } }
  })
  throw new Refusal(409, first.code, gapTexts[first.code], { faults })
}
