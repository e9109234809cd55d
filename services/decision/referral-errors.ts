import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about referrals (报送认定) and what is ruled on them. */
export const errors = {
  referralOpen: refusal(409, 'referral_open', '此信息的同一事项正在报请认定。',
    'This question about the record is before a body already.'),
  referralClosed: refusal(409, 'referral_closed', '此报请事项已经认定或者终止。', 'This referral is ruled or ended.'),
  ownReferral: refusal(403, 'own_referral', '不得认定或者终止自己报请的事项。',
    'Who opened a referral may neither rule on it nor end it.'),
  aboveItsPower: refusal(409, 'above_its_power', '此机关无权确定是否属于国家秘密，只能不予公开或者报请上级认定。',
    'This body may withhold it or pass it up; whether it is a state secret is for the body above.'),
  noAuthorityAbove: refusal(409, 'no_authority_above', '此机关之上没有认定机关。', 'No body stands above this one.'),
  noReferralLaw: refusal(409, 'not_in_regime', '所适用的规则没有报送认定。', 'The law of this body knows no referrals.'),
} as const

/** What can be wrong with one field of a referral or a ruling, apart from what its schema says. */
export const faults = {
  unknownAgency: fault('unknown_agency', '没有此机关。', 'There is no such agency.'),
  authorityUnknown: fault('required', '未登记认定机关，请列明。', 'No authority is entered for this agency: name one.'),
  notCompetent: fault('not_competent', '此机关无权就此事项作出认定。', 'This body has no word in this question.'),
  classifierUnknown: fault('classifier_unknown', '未列明定密机关：解密由原定密机关或者其上级机关决定。',
    'No classifier is named with the record: only the body that classified it, or the one above, declassifies.'),
  nothingToConsent: fault('own_record', '此信息未列明来自其他机关，无需征得同意。', 'The record is not said to come from another body.'),
  notForThisQuestion: fault('not_for_this_question', '此事项不能作此认定。', 'This is no ruling on this question.'),
  levelRequired: fault('required', '认定为国家秘密的，须写明密级。', 'A state secret has a level.'),
  levelNotNeeded: fault('not_needed', '只有认定为国家秘密的才写明密级。', 'Only what is found to be a state secret has a level.'),
} as const
