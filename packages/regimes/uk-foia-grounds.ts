import type { Day } from '@lightwell/calendar/day'
import { groundsOf } from './cited-grounds.ts'
import { ukFoia } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'internal_review'

/** The answers of the Freedom of Information Act 2000 other than disclosure. */
export const ukFoiaGrounds: Record<string, Ground> = {
  ...groundsOf(ukFoia, { family: 'already_public', remedy }, {
    accessible_elsewhere: ['s. 21', '申请人可以通过其他途径合理获取', 'reasonably accessible to the applicant by other means'],
  }),

  ...groundsOf(ukFoia, { family: 'withheld', remedy }, {
    future_publication: ['s. 22', '拟于将来公布的信息', 'intended for future publication', { temporary: true }],
    research_programme: ['s. 22A', '持续开展的研究的信息', 'obtained in, or from, a continuing programme of research',
      { temporary: true, inForceFrom: '2014-10-01' as Day }],
    security_bodies: ['s. 23', '安全机构提供或者与其有关的信息', 'supplied by, or relating to, bodies dealing with security matters'],
    national_security: ['s. 24', '国家安全', 'national security'],
    defence: ['s. 26', '国防', 'defence'],
    international_relations: ['s. 27', '国际关系', 'international relations'],
    relations_within_uk: ['s. 28', '联合王国内各政府之间的关系', 'relations within the United Kingdom'],
    economy: ['s. 29', '经济', 'the economy'],
    investigations: ['s. 30', '公共机构进行的调查和程序', 'investigations and proceedings conducted by public authorities'],
    law_enforcement: ['s. 31', '执法', 'law enforcement'],
    court_records: ['s. 32', '法庭记录等', 'court records, and records of inquiries and arbitrations'],
    audit: ['s. 33', '审计职能', 'audit functions'],
    parliamentary_privilege: ['s. 34', '议会特权', 'parliamentary privilege'],
    policy_formulation: ['s. 35', '政府政策的制定等', 'formulation of government policy, ministerial communications'],
    conduct_of_public_affairs: ['s. 36', '妨害公共事务的有效开展', 'prejudice to the effective conduct of public affairs'],
    royal_communications: ['s. 37', '与君主的通信及荣典', 'communications with His Majesty, and honours'],
    health_and_safety: ['s. 38', '健康和安全', 'health and safety'],
    environmental_information: ['s. 39', '环境信息，适用环境信息条例', 'environmental information, which its own regulations govern'],
    personal_data: ['s. 40', '个人数据', 'personal information'],
    in_confidence: ['s. 41', '以保密方式提供的信息', 'provided in confidence'],
    legal_privilege: ['s. 42', '法律职业特权', 'legal professional privilege'],
    commercial_interests: ['s. 43', '商业利益', 'commercial interests'],
    prohibited: ['s. 44', '其他法律禁止公开', 'disclosure is prohibited by another law', { needsLaw: true }],
  }),

  ...groundsOf(ukFoia, { family: 'unable', remedy }, {
    not_held: ['s. 1(1)(a)', '经检索，不持有该信息', 'searched for and not held', { needsSearch: true }],
    not_this_body: ['s. 16', '其他机关持有', 'held by another authority',
      { ourChoice: {
        zh: '该法要求提供建议和协助；告知应向谁提出最为有用。',
        en: 'The Act asks for advice and assistance; whom to ask instead is the best of it.',
      } }],
    still_unclear: ['s. 1(3)', '补正后仍无法辨认和查找', 'cannot be identified and located even after clarification',
      { needsClarification: true }],
  }),

  ...groundsOf(ukFoia, { family: 'not_handled', remedy }, {
    cost_limit: ['s. 12', '费用超过适当限额', 'the cost of compliance exceeds the appropriate limit'],
    vexatious: ['s. 14(1)', '无理纠缠的申请', 'vexatious'],
    repeated: ['s. 14(2)', '重复的申请', 'repeated', { needsEarlierRequest: true }],
  }),

  ...groundsOf(ukFoia, { family: 'other', remedy }, {
    clarification_lapsed: ['s. 1(3)', '未提供所需的补充信息', 'the further information that was asked for was not supplied'],
    fee_unpaid: ['s. 9(2)', '三个月内未缴费', 'the fee was not paid within three months'],
  }),
}
