import { groundsOf } from './cited-grounds.ts'
import { scotlandFoisa } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'internal_review'

/** The answers of the Freedom of Information (Scotland) Act 2002 other than disclosure. */
export const foisaGrounds: Record<string, Ground> = {
  ...groundsOf(scotlandFoisa, { family: 'already_public', remedy }, {
    otherwise_accessible: ['s. 25', '可以通过其他途径获取', 'otherwise accessible'],
  }),

  ...groundsOf(scotlandFoisa, { family: 'withheld', remedy }, {
    prohibited: ['s. 26', '其他法律禁止公开', 'disclosure is prohibited by another law', { needsLaw: true }],
    future_publication: ['s. 27', '拟于将来公布的信息', 'intended for future publication', { temporary: true }],
    relations_within_uk: ['s. 28', '联合王国内各政府之间的关系', 'relations within the United Kingdom'],
    policy_formulation: ['s. 29', '苏格兰行政机构政策的制定等', 'formulation of Scottish Administration policy'],
    conduct_of_public_affairs: ['s. 30', '妨害公共事务的有效开展', 'prejudice to the effective conduct of public affairs'],
    national_security: ['s. 31', '国家安全和国防', 'national security and defence'],
    international_relations: ['s. 32', '国际关系', 'international relations'],
    commercial_interests: ['s. 33', '商业利益和经济', 'commercial interests and the economy'],
    investigations: ['s. 34', '公共机构进行的调查', 'investigations by Scottish public authorities'],
    law_enforcement: ['s. 35', '执法', 'law enforcement'],
    confidentiality: ['s. 36', '保密', 'confidentiality'],
    court_records: ['s. 37', '法庭记录等', 'court records'],
    personal_data: ['s. 38', '个人信息', 'personal information'],
    health_and_safety: ['s. 39', '健康、安全和环境', 'health, safety and the environment'],
    audit: ['s. 40', '审计职能', 'audit functions'],
    royal_communications: ['s. 41', '与君主的通信及荣典', 'communications with His Majesty, and honours'],
  }),

  ...groundsOf(scotlandFoisa, { family: 'unable', remedy }, {
    not_held: ['s. 17', '经检索，不持有该信息', 'searched for and not held', { needsSearch: true }],
    not_this_body: ['s. 15', '其他机关持有', 'held by another authority',
      { ourChoice: {
        zh: '该法要求提供建议和协助；告知应向谁提出最为有用。',
        en: 'The Act asks for advice and assistance; whom to ask instead is the best of it.',
      } }],
    still_unclear: ['s. 1(3)', '补正后仍无法辨认和查找', 'cannot be identified and located even after clarification',
      { needsClarification: true }],
  }),

  ...groundsOf(scotlandFoisa, { family: 'not_handled', remedy }, {
    cost_limit: ['s. 12', '费用过高', 'the cost of compliance is excessive'],
    vexatious: ['s. 14(1)', '无理纠缠的申请', 'vexatious'],
    repeated: ['s. 14(2)', '重复的申请', 'repeated', { needsEarlierRequest: true }],
  }),

  ...groundsOf(scotlandFoisa, { family: 'other', remedy }, {
    clarification_lapsed: ['s. 1(3)', '未提供所需的补充信息', 'the further information that was asked for was not given'],
    fee_unpaid: ['s. 9(4)', '三个月内未缴费', 'the fee was not paid within three months'],
  }),
}
