import { refusal, refusalForNow, type Refusal } from '@lightwell/http/refusal'
import type { ExtensionRefusal } from './rules/extension-verdict.ts'

/** What this room refuses, beside what every door may answer. */
export const errors = {
  // The filing is answered before this room has heard of it.
  clock_not_started: refusalForNow(409, 'clock_not_started', {
    zh: '此申请尚未开始计时，请稍后再试。', en: 'The clock of this request has not started yet; try again shortly.',
  }, 1),
  clock_stopped: refusal(409, 'clock_stopped', '此申请的计时已经结束。', 'The clock of this request has stopped.'),
  request_answered: refusal(409, 'request_answered', '此申请的答复已经批准，不能再延长期限。',
    'The answer to this request is approved; its time can no longer be extended.'),
  deadline_passed: refusal(409, 'deadline_passed', '答复期限已经届满，不能再延长。',
    'The due day is over; it can no longer be extended.'),
  extension_pending: refusal(409, 'extension_pending', '已有延期申请等待批准。',
    'An extension is already waiting for its decision.'),
  extension_used: refusal(409, 'extension_used', '答复期限只能延长一次。', 'The time to answer can be extended only once.'),
  extension_decided: refusal(409, 'extension_decided', '此延期申请已有决定。', 'This extension is already decided.'),
  asker_may_not_decide: refusal(403, 'asker_may_not_decide', '申请延期的人不得自行批准或者驳回。',
    'The person who asked for an extension may not decide it.'),
  no_extension_in_law: refusal(409, 'no_extension_in_law', '所适用的规则没有规定延长答复期限。',
    'The rule of this request knows no extension.'),
  extension_cap_reached: refusal(409, 'extension_cap_reached', '答复期限已经延长到最长。',
    'The time to answer is extended to the longest already.'),
  extension_unserved: refusal(409, 'extension_unserved', '上一次延期的告知书尚未送达，延期尚未生效。',
    'The notice of the last extension is not served yet, so it does not hold yet.'),

  paper_not_clean: refusal(409, 'paper_not_clean', '文书中含有密级标志或者身份证件号码，不能发出。',
    'The paper would carry a classification mark or an identity number; it cannot go out.'),

  correction_pending: refusal(409, 'correction_pending', '已有计时更正等待批准。',
    'A correction of this clock is already waiting for its decision.'),
  correction_decided: refusal(409, 'correction_decided', '此计时更正已有决定。', 'This correction is already decided.'),
  correction_lapsed: refusal(409, 'correction_lapsed', '计时已经结束，此更正不再处理。',
    'The clock stopped before this correction was decided.'),
  correction_outdated: refusal(409, 'correction_outdated', '计时已有变化，此更正不再适用；请驳回后重新提出。',
    'The clock has changed, and this correction fits it no longer; reject it and ask anew.'),
  corrector_may_not_decide: refusal(403, 'asker_may_not_decide', '提出更正的人不得自行批准或者驳回。',
    'The person who asked for a correction may not decide it.'),

  term_closed: refusal(409, 'term_closed', '此期限已经结束。', 'This term is closed.'),
  term_closes_by_act: refusal(409, 'term_closes_by_act', '此期限随所等待的行为而结束，不能手工结束。',
    'This term closes by the act that it waits for, not by hand.'),
  term_request_closed: refusal(409, 'term_request_closed', '此申请已经办结，不能再交办。',
    'This request is closed; no task can be given in it.'),
} as const satisfies Record<string, () => Refusal> & Record<ExtensionRefusal, () => Refusal>

/** Throws the refusal of a verdict, if it is one. */
export function refuse (verdict: ExtensionRefusal | undefined): void {
  if (verdict !== undefined) throw errors[verdict]()
}
