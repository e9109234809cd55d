import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about work secrets. */
export const errors = {
  workSecretOpen: refusal(409, 'work_secret_open', '此信息已有待决定的工作秘密拟定意见。',
    'A work secret is proposed for this record and not decided yet.'),
  workSecretDecided: refusal(409, 'work_secret_decided', '此工作秘密拟定意见已经作出决定。', 'This proposal is decided already.'),
  workSecretNotDetermined: refusal(409, 'work_secret_not_determined', '此信息未被确定为工作秘密，或者已经解除。',
    'This is not determined as a work secret, or is released already.'),
  workSecretOver: refusal(409, 'period_over', '拟定的期限已经届满，不能再确定。', 'The proposed period is over; nothing is determined by it.'),
  ownWorkSecret: refusal(403, 'own_proposal', '不得确定或者否决自己拟定的工作秘密。',
    'Who proposed a work secret may not decide on it.'),
  contentNotOpened: refusal(409, 'content_not_opened', '您尚未打开此信息的内容，不能拟定工作秘密，也不能作出决定。',
    'You have not opened the content, so you can neither propose it as a work secret nor decide on that.'),
} as const

/** What can be wrong with one field of a work secret, apart from what its schema says. */
export const faults = {
  stateSecretLevel: fault('state_secret_level', '带有国家秘密标志或者密级的，不得定为工作秘密。',
    'What bears a mark or a level of the secrecy law is no work secret.'),
  dutyNotNamed: fault('duty_not_named', '请写明泄露后会妨碍哪一项职责的履行。', 'Name the duty whose performance its leak would hinder.'),
  coversWrongdoing: fault('covers_wrongdoing', '不得以工作秘密掩盖违法行为或者行政错误。',
    'A work secret may not cover an unlawful act or an error.'),
  benefitOutweighs: fault('benefit_outweighs', '公开的效益大于损害的，应当公开。', 'Where the benefit of disclosure is greater, it is disclosed.'),
  notWeighed: fault('not_weighed', '公开的损害与效益不能用同样的文字说明。', 'Harm and benefit in the same words are not weighed.'),
  circleOpen: fault('circle_open', '知悉范围须限定到岗位或者人员。', 'A circle is made of posts and people, not of everybody.'),
  endsBeforeItBegins: fault('ends_before_it_begins', '期限须在确定之日以后届满。', 'The period must end after the day of determination.'),
  workSecretTooLong: fault('period_too_long', '工作秘密的期限连同延长合计不得超过十年。',
    'A work secret lasts ten years at most, with every extension.'),
  workSecretOver: fault('period_over', '期限已经届满。', 'This period is over.'),
  notAWithholdingGround: fault('not_for_work_secret', '工作秘密须对应一项不予公开的理由，且不是国家秘密的理由。',
    'A work secret rests on a ground for withholding, and not on that of state secrets.'),
  periodNotOver: fault('period_not_over', '期限尚未届满。', 'The period is not over yet.'),
} as const
