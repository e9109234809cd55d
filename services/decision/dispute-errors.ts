import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about disputes on secrecy. */
export const errors = {
  notAnswered: refusal(409, 'not_answered', '此申请尚未答复。', 'This request is not answered yet.'),
  notServed: refusal(409, 'not_served', '答复尚未送达，异议期限尚未开始。', 'The answer has not been served; the time to contest it has not begun.'),
  windowOver: refusal(409, 'window_over', '对该项答复寻求救济的期限已经届满。', 'The time to contest this part of the answer is over.'),
  disputed: refusal(409, 'disputed', '对该项已经提出过异议。', 'This part was disputed before.'),
  nobodyToAsk: refusal(409, 'nobody_to_ask', '未登记有权认定的保密机关，请就该项申请行政复议。',
    'No body is known that could rule on it; ask for reconsideration of this part.'),
  disputeClosed: refusal(409, 'dispute_closed', '此异议已经办结或者撤回。', 'This dispute is ended or withdrawn.'),
  underDispute: refusal(409, 'under_dispute', '申请人对此信息的定密提出了异议，不得终止报请。',
    'The applicant disputes the level of this record; the question is not taken back.'),
  resultNotClean: refusal(409, 'notice_not_clean', '告知书中出现密级标志或者身份证件号码，不得发出。',
    'The notice would carry a mark or an identity number and cannot be issued.'),
} as const

/** What can be wrong with one field of a dispute, apart from what its schema says. */
export const faults = {
  unknownPart: fault('unknown_part', '答复没有此项。', 'The answer has no such part.'),
  notWithheldAsSecret: fault('not_withheld_as_secret', '该项不是以国家秘密为由不予公开的。', 'Nothing of this part was withheld as a state secret.'),
} as const
