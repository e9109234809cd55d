import { refusal, type Refusal } from '@lightwell/http/refusal'
import type { ExtensionRefusal } from './rules/extension-verdict.ts'

/** What this room refuses, beside what every door may answer. */
export const errors = {
  clock_not_started: refusal(409, 'clock_not_started', '此申请尚未开始计时，请稍后再试。',
    'The clock of this request has not started yet; try again shortly.'),
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
} as const satisfies Record<ExtensionRefusal | 'clock_not_started', () => Refusal>

/** Throws the refusal of a verdict, if it is one. */
export function refuse (verdict: ExtensionRefusal | undefined): void {
  if (verdict !== undefined) throw errors[verdict]()
}
