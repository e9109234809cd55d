import { groundsOf } from './cited-grounds.ts'
import { caAtia } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'complaint'

/** The main answers of the Access to Information Act of Canada other than disclosure. */
export const caAtiaGrounds: Record<string, Ground> = {
  ...groundsOf(caAtia, { family: 'already_public', remedy }, {
    published: ['s. 68', '已出版或者可供公众购买的材料', 'published material, or available for purchase by the public'],
  }),

  ...groundsOf(caAtia, { family: 'withheld', remedy }, {
    from_governments: ['s. 13', '其他政府以保密方式提供的信息', 'obtained in confidence from other governments'],
    federal_provincial: ['s. 14', '联邦与省的事务', 'federal-provincial affairs'],
    international_affairs: ['s. 15', '国际事务和国防', 'international affairs and defence'],
    law_enforcement: ['s. 16', '执法和调查', 'law enforcement and investigations'],
    safety_of_individuals: ['s. 17', '个人安全', 'safety of individuals'],
    economic_interests: ['s. 18', '加拿大的经济利益', 'economic interests of Canada'],
    personal_information: ['s. 19', '个人信息', 'personal information'],
    third_party: ['s. 20', '第三方信息', 'third party information'],
    advice: ['s. 21', '建议和审议', 'advice, recommendations and deliberations'],
    testing: ['s. 22', '测试和审计程序', 'testing procedures, tests and audits'],
    legal_privilege: ['s. 23', '律师与委托人特权', 'solicitor-client and litigation privilege'],
    prohibited: ['s. 24', '其他法律禁止公开', 'disclosure is restricted by another statute', { needsLaw: true }],
    to_be_published: ['s. 26', '将于90日内公布', 'to be published within 90 days', { temporary: true }],
    cabinet_confidences: ['s. 69', '内阁机密', 'confidences of the Privy Council'],
  }),

  ...groundsOf(caAtia, { family: 'unable', remedy }, {
    not_held: ['s. 10(1)(a)', '经检索，记录不存在', 'searched for; the record does not exist', { needsSearch: true }],
    not_this_body: ['s. 8(1)', '其他机关有更大关联', 'another institution has a greater interest in the record'],
    still_unclear: ['s. 6', '补正后仍不够具体', 'not in sufficient detail even after clarification', { needsClarification: true }],
  }),

  ...groundsOf(caAtia, { family: 'not_handled', remedy }, {
    declined: ['s. 6.1', '经信息专员批准，对无理、恶意的申请不予处理', 'vexatious or made in bad faith, with the approval of the Commissioner'],
  }),

  ...groundsOf(caAtia, { family: 'other', remedy }, {
    clarification_lapsed: ['s. 6', '未补充细节', 'the detail that was asked for did not come'],
    fee_unpaid: ['s. 11', '未缴费', 'the fee was not paid'],
  }),
}
