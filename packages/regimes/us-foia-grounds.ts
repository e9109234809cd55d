import { groundsOf } from './cited-grounds.ts'
import { usFoia } from './foreign-acts.ts'
import type { Ground } from './ground.ts'

const remedy = 'appeal'
const b = '5 U.S.C. 552(b)'

/** The nine exemptions of the Freedom of Information Act, and its other answers. */
export const usFoiaGrounds: Record<string, Ground> = {
  ...groundsOf(usFoia, { family: 'already_public', remedy }, {
    already_public: ['5 U.S.C. 552(a)(2)', '已在电子阅览室公布', 'made available for public inspection in an electronic format'],
  }),

  ...groundsOf(usFoia, { family: 'withheld', remedy }, {
    classified: [`${b}(1)`, '依行政命令定密的国防或者外交信息',
      'properly classified in the interest of national defense or foreign policy', { needsClassification: true }],
    personnel_rules: [`${b}(2)`, '仅涉及内部人事规则和惯例', 'related solely to internal personnel rules and practices'],
    other_statute: [`${b}(3)`, '其他成文法豁免', 'exempted from disclosure by another statute', { needsLaw: true }],
    trade_secrets: [`${b}(4)`, '商业秘密和保密的商业、财务信息', 'trade secrets and confidential commercial or financial information'],
    inter_agency: [`${b}(5)`, '享有特权的机构间、机构内文书', 'privileged inter-agency or intra-agency memorandums or letters'],
    privacy: [`${b}(6)`, '公开显属不当侵犯个人隐私', 'a clearly unwarranted invasion of personal privacy'],
    enforcement_proceedings: [`${b}(7)(A)`, '妨碍执法程序', 'could interfere with enforcement proceedings', { temporary: true }],
    fair_trial: [`${b}(7)(B)`, '妨碍公正审判', 'would deprive a person of a fair trial or an impartial adjudication'],
    enforcement_privacy: [`${b}(7)(C)`, '执法档案中的个人隐私', 'law enforcement records: an unwarranted invasion of personal privacy'],
    confidential_source: [`${b}(7)(D)`, '泄露秘密信息来源', 'could disclose the identity of a confidential source'],
    techniques: [`${b}(7)(E)`, '泄露执法技术和程序', 'would disclose techniques and procedures of law enforcement'],
    endangers_life: [`${b}(7)(F)`, '危及他人生命或者人身安全', 'could endanger the life or physical safety of an individual'],
    financial_institutions: [`${b}(8)`, '金融机构的检查、营运报告', 'reports on the examination or condition of financial institutions'],
    wells: [`${b}(9)`, '油井、水井的地质和地球物理信息', 'geological and geophysical information concerning wells'],
  }),

  ...groundsOf(usFoia, { family: 'unable', remedy }, {
    not_held: ['5 U.S.C. 552(a)(3)(C)', '经合理检索，没有相应记录', 'a reasonable search found no responsive records',
      { needsSearch: true }],
    not_this_body: ['5 U.S.C. 552(a)(6)(A)(ii)', '由其他机构或者部门处理', 'another agency or component answers for it'],
    not_agency_record: ['5 U.S.C. 552(f)(2)', '不属于机构记录', 'not an agency record'],
    referred: ['5 U.S.C. 552(a)(6)(B)(iii)(III)', '全部记录已转交来源机构答复', 'all records were referred to the agency they come from',
      { ourChoice: {
        zh: '年度报告列有转交；该法只提到与其他机构的协商。',
        en: 'Reports know a referral; the Act speaks of consultation with another agency alone.',
      } }],
    still_unclear: ['5 U.S.C. 552(a)(3)(A)(i)', '补正后仍未合理描述所需记录', 'not reasonably described even after clarification',
      { needsClarification: true }],
  }),

  ...groundsOf(usFoia, { family: 'not_handled', remedy }, {
    improper_request: ['5 U.S.C. 552(a)(3)(A)(ii)', '未按公布的规则提出', 'not made in accordance with the published rules'],
    duplicate: ['5 U.S.C. 552(a)(3)(A)', '重复的申请', 'a duplicate of a request that was answered',
      { needsEarlierRequest: true, ourChoice: {
        zh: '年度报告列有重复申请；该法没有单独的理由。',
        en: 'Reports know a duplicate; the Act has no ground of its own.',
      } }],
  }),

  ...groundsOf(usFoia, { family: 'other', remedy }, {
    clarification_lapsed: ['5 U.S.C. 552(a)(3)(A)(i)', '未提供所需的信息', 'the information that was asked for did not come'],
    fee_unpaid: ['5 U.S.C. 552(a)(4)(A)', '未缴费', 'the fee was not paid'],
  }),
}
