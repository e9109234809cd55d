import { fault, Refusal, refusal } from '@lightwell/http/refusal'
import type { SheetStep } from './rules/answer-sheet.ts'

/** What is refused about the sheet that an answer is signed on, and about an answer that needs none. */
export const errors = {
  nothingToSign: refusal(409, 'nothing_to_sign', '此答复没有待签的环节。', 'No step of this answer waits for a signature.'),
  notYourStep: refusal(403, 'not_your_step', '现在待签的环节不由您负责。', 'The step that is next is not your duty’s.'),
  signedAlready: refusal(403, 'signed_already', '各环节须由不同的人签署，您已签署过。',
    'Steps are signed by different people, and you have signed one.'),
  proposerMayNotSign: refusal(403, 'proposer_may_not_sign', '拟办人不得会签自己提出的答复。',
    'Who proposed an answer does not sign it.'),
  signedIt: refusal(403, 'signed_it', '已在审批单上签署的人不得批准此答复。', 'Who signed a step of an answer may not approve it.'),
  approvedItYourself: refusal(403, 'approved_it', '您批准公开了该信息；须由其他人员据此当场答复。',
    'You approved what this answer would stand on; another answers by it.'),
  nothingPublicHere: refusal(409, 'no_such_answer', '所适用的规则没有“已经主动公开”的答复。',
    'The law of this request has no answer that points to what is public already.'),
  sheetNotClean: refusal(409, 'sheet_not_clean', '审批单中出现密级标志或者身份证件号码，不能签发。',
    'The approval sheet would carry a mark or an identity number; it is not signed.'),
  paperBytesDiffer: refusal(500, 'paper_bytes_differ', '保存的文书与签署的内容不一致，已拒绝提供。',
    'The stored paper is not the one that was signed; it is not given out.'),
} as const

/** What can be wrong with one field of a sheet, apart from what its schema says. */
export const faults = {
  inThePast: fault('in_the_past', '不得早于今天：已经提出的答复仍按原审批单签署。',
    'This must not be before today: what is proposed keeps the sheet that it has.'),
  beforeTheLast: fault('before_the_last', '不得早于上一次变更之日。', 'This must not be before the day of the last change.'),
  notPublicHere: fault('not_public_here', '本机关公开目录中没有此条目，或者已经撤下。',
    'This is no entry of this agency’s catalogue, or was taken down.'),
  nobodyHoldsIt: fault('nobody_holds_it', '该机关无人担任此职责，答复将无人签署。',
    'Nobody in this agency holds this duty; no answer would get past it.'),
} as const

/** Refuses an approval before every step is signed, and names the one that is next. */
export function sheetNotSigned ({ duty, name }: SheetStep, step: number): Refusal {
  const code = 'sheet_not_signed'
  const detail = { zh: `${name.zh}（${duty}）`, en: `${name.en} (${duty})` }
  return new Refusal(409, code, {
    zh: `审批单尚未签完，下一环节：${name.zh}。`, en: `The approval sheet is not signed; next is: ${name.en}.`,
  }, { faults: [{ pointer: `/sheet/${step - 1}`, code, detail }] })
}
