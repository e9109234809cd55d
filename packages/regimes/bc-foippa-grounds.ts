import { groundsOf } from './cited-grounds.ts'
import { bcFoippa } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'complaint'

/** The main answers of the act of British Columbia other than disclosure. */
export const bcFoippaGrounds: Record<string, Ground> = {
  ...groundsOf(bcFoippa, { family: 'already_public', remedy }, {
    for_purchase: ['s. 20(1)(a)', '可供公众购买', 'available for purchase by the public'],
  }),

  ...groundsOf(bcFoippa, { family: 'withheld', remedy }, {
    cabinet_confidences: ['s. 12', '内阁和地方公共机构机密', 'cabinet and local public body confidences'],
    policy_advice: ['s. 13', '政策建议', 'policy advice or recommendations'],
    legal_advice: ['s. 14', '法律意见', 'legal advice'],
    law_enforcement: ['s. 15', '妨害执法', 'disclosure harmful to law enforcement'],
    intergovernmental: ['s. 16', '妨害政府间关系或者谈判', 'disclosure harmful to intergovernmental relations or negotiations'],
    financial_interests: ['s. 17', '妨害公共机构的财政或者经济利益',
      'disclosure harmful to the financial or economic interests of a public body'],
    heritage: ['s. 18', '妨害遗产地等的保护', 'disclosure harmful to the conservation of heritage sites'],
    indigenous_interests: ['s. 18.1', '妨害原住民的利益', 'disclosure harmful to interests of an Indigenous people'],
    safety: ['s. 19', '妨害个人或者公共安全', 'disclosure harmful to individual or public safety'],
    to_be_published: ['s. 20(1)(b)', '将于60个工作日内公布', 'to be published or released within 60 days', { temporary: true }],
    third_party_business: ['s. 21', '妨害第三方的商业利益', 'disclosure harmful to business interests of a third party'],
    personal_privacy: ['s. 22', '妨害第三方的个人隐私', 'disclosure harmful to personal privacy'],
  }),

  ...groundsOf(bcFoippa, { family: 'unable', remedy }, {
    not_held: ['s. 6(1)', '经检索，记录不存在', 'searched for; no such record', { needsSearch: true }],
    not_this_body: ['s. 11', '由其他公共机构答复', 'another public body answers for it'],
    needs_creation: ['s. 6(2)', '需要另行制作', 'would have to be created', { needsSearch: true }],
    still_unclear: ['s. 5(1)(a)', '补正后仍不够具体', 'not in sufficient detail even after clarification',
      { needsClarification: true }],
    outside_the_act: ['s. 3', '不适用本法的记录', 'a record to which the act does not apply'],
  }),

  ...groundsOf(bcFoippa, { family: 'not_handled', remedy }, {
    disregarded: ['s. 43', '经专员批准，对无理或者过度的申请不予处理', 'vexatious or excessive, with the authorisation of the commissioner'],
  }),

  ...groundsOf(bcFoippa, { family: 'other', remedy }, {
    clarification_lapsed: ['s. 5(1)(a)', '未补充细节', 'the detail that was asked for did not come'],
    fee_unpaid: ['s. 75', '未缴费', 'the fee was not paid'],
  }),
}
