import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about the questions to business sections. */
export const errors = {
  taskClosed: refusal(409, 'task_closed', '此交办事项已经答复或者终止。', 'This task is answered or ended.'),
} as const

/** What can be wrong with one field of a question to a section, or of a search. */
export const faults = {
  markInText: fault('mark_in_text', '文字中出现密级标志。', 'This text bears a classification mark.'),
  inThePast: fault('in_the_past', '不得早于今天。', 'This must not be before today.'),
  afterLegalDay: fault('after_the_legal_day', '不得晚于答复期限。', 'This must not be after the legal day of the request.'),
  searchRequired: fault('required', '答复未查得的，须写明检索情况。',
    'An answer that nothing was found says where and how it was looked.'),
} as const
