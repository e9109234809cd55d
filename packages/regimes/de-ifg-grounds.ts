import { groundsOf } from './cited-grounds.ts'
import { deIfg } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'objection'

/** The answers of the federal Informationsfreiheitsgesetz other than access. */
export const deIfgGrounds: Record<string, Ground> = {
  ...groundsOf(deIfg, { family: 'already_public', remedy }, {
    already_public: ['§ 9 Abs. 3', '申请人已经持有或者可以从公开来源合理获取',
      'known to the applicant, or to be had from generally accessible sources'],
  }),

  ...groundsOf(deIfg, { family: 'withheld', remedy }, {
    international_relations: ['§ 3 Nr. 1 Buchst. a', '国际关系', 'adverse effects on international relations'],
    defence: ['§ 3 Nr. 1 Buchst. b', '联邦国防军的军事和其他安全利益', 'adverse effects on military interests'],
    security: ['§ 3 Nr. 1 Buchst. c', '内部或者外部安全', 'adverse effects on internal or external security'],
    supervision: ['§ 3 Nr. 1 Buchst. d', '金融、竞争和管制机关的监督任务',
      'adverse effects on financial, competition and regulatory supervision'],
    audit: ['§ 3 Nr. 1 Buchst. e', '外部财务监督', 'adverse effects on external financial control'],
    foreign_trade: ['§ 3 Nr. 1 Buchst. f', '防止违法对外贸易的措施', 'adverse effects on the control of foreign trade'],
    proceedings: ['§ 3 Nr. 1 Buchst. g', '进行中的司法程序和侦查', 'adverse effects on pending proceedings or investigations',
      { temporary: true }],
    public_safety: ['§ 3 Nr. 2', '危及公共安全', 'may endanger public safety'],
    deliberations: ['§ 3 Nr. 3', '妨害国际谈判或者机关协商的保密性', 'the confidentiality of negotiations or deliberations is impaired',
      { temporary: true }],
    classified: ['§ 3 Nr. 4', '依定密规定或者职业、公务保密义务应当保密', 'subject to classification, or to professional or official secrecy',
      { needsLaw: true }],
    on_loan: ['§ 3 Nr. 5', '暂时调阅的其他机关的信息', 'information of another body, consulted for a time'],
    fiscal_interests: ['§ 3 Nr. 6', '联邦在经济往来中的财政利益', 'fiscal interests of the federation in commerce'],
    in_confidence: ['§ 3 Nr. 7', '以保密方式取得的信息', 'collected or transmitted in confidence', { temporary: true }],
    intelligence: ['§ 3 Nr. 8', '情报机构', 'intelligence services'],
    decision_making: ['§ 4 Abs. 1', '决策过程中的草案和准备工作', 'drafts and preparatory work of a decision', { temporary: true }],
    personal_data: ['§ 5 Abs. 1', '个人数据', 'personal data'],
    intellectual_property: ['§ 6 Satz 1', '知识产权', 'intellectual property'],
    trade_secrets: ['§ 6 Satz 2', '经营和商业秘密', 'business and trade secrets'],
  }),

  ...groundsOf(deIfg, { family: 'unable', remedy }, {
    not_held: ['§ 1 Abs. 1', '经检索，不存在', 'searched for and not held', { needsSearch: true }],
    not_this_body: ['§ 7 Abs. 1', '本机关无权处分该信息', 'another body is entitled to dispose of it'],
    still_unclear: ['§ 7 Abs. 1', '补正后仍不明确', 'still unclear after clarification', { needsClarification: true }],
    not_official: ['§ 2 Nr. 1', '不是公务信息', 'not official information'],
  }),

  ...groundsOf(deIfg, { family: 'not_handled', remedy }, {
    other_provisions: ['§ 1 Abs. 3', '其他法规另有获取规定', 'other provisions on access take precedence'],
    undue_effort: ['§ 7 Abs. 2', '行政负担过重', 'an undue administrative effort'],
  }),

  ...groundsOf(deIfg, { family: 'other', remedy }, {
    clarification_lapsed: ['§ 7 Abs. 1', '未补正', 'the request was not completed'],
    fee_unpaid: ['§ 10', '未缴费', 'the fee was not paid'],
  }),
}
