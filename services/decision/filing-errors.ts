import { refusal } from '@lightwell/http/refusal'

/** What is refused about the filing of a review. */
export const errors = {
  reviewIncomplete: refusal(409, 'review_incomplete', '此信息的保密审查尚未完成，不能备案。',
    'The secrecy review of this record is not complete; it cannot be filed.'),
  filed: refusal(409, 'filed', '此信息的保密审查已经备案。', 'The review of this record is filed already.'),
  filingNotClean: refusal(409, 'filing_not_clean', '备案表中会出现密级标志或者身份证件号码，不能出具。',
    'The form would bear a mark or an identity number and cannot be made.'),
  received: refusal(409, 'received', '该部门已经签收此备案表。', 'This form was received there already.'),
  ownFiling: refusal(403, 'own_filing', '备案人不得签收自己报送的备案表。', 'Who filed a form does not receive it.'),
} as const
