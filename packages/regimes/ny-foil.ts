import type { Day } from '@lightwell/calendar/day'
import { groundsOf } from './cited-grounds.ts'
import { citing, silent } from './citation.ts'
import { nyFoil as act } from './foreign-acts.ts'
import type { Ground } from './ground.ts'
import { plainCodes } from './plain-codes.ts'
import { plainForm } from './plain-form.ts'
import {
  askAgain, plainClarification, plainClosing, plainConsultation, plainCorrection, plainExcessive, plainLimit,
  plainReceipt, plainTerms, uncharged,
} from './plain-steps.ts'
import type { RootRegime } from './regime.ts'

const section = citing(act)
const remedy = 'appeal'

const grounds: Record<string, Ground> = {
  ...groundsOf(act, { family: 'withheld', remedy }, {
    other_statute: ['§ 87(2)(a)', '州或者联邦成文法豁免', 'exempted from disclosure by state or federal statute', { needsLaw: true }],
    privacy: ['§ 87(2)(b)', '不当侵犯个人隐私', 'an unwarranted invasion of personal privacy'],
    contract_awards: ['§ 87(2)(c)', '妨害现时或者即将进行的合同授予、集体谈判',
      'would impair present or imminent contract awards or collective bargaining', { temporary: true }],
    trade_secrets: ['§ 87(2)(d)', '商业秘密', 'trade secrets, or would cause substantial injury to a competitive position'],
    law_enforcement: ['§ 87(2)(e)', '为执法而编制的记录', 'compiled for law enforcement, and would interfere with it'],
    endangers_life: ['§ 87(2)(f)', '危及他人生命或者安全', 'could endanger the life or safety of any person'],
    inter_agency: ['§ 87(2)(g)', '机构间、机构内材料',
      'inter-agency or intra-agency materials that are no final policy, data or instructions'],
    examination: ['§ 87(2)(h)', '考试题目或者答案', 'examination questions or answers', { temporary: true }],
    information_security: ['§ 87(2)(i)', '危及信息技术资产的安全', 'would jeopardise the security of information technology assets'],
  }),

  ...groundsOf(act, { family: 'unable', remedy }, {
    not_held: ['§ 89(3)(a)', '经认真检索，未持有或者未找到', 'not possessed, or not found after diligent search', { needsSearch: true }],
    not_this_body: ['§ 89(3)(a)', '不由本机构保管', 'not in the custody of this agency',
      { ourChoice: {
        zh: '机关书面证明本机关不保管该记录；知道由谁保管的一并告知。',
        en: 'The agency certifies that it is not the custodian, and says who is if it knows.',
      } }],
    still_unclear: ['§ 89(3)(a)', '补正后仍未合理描述', 'not reasonably described even after clarification',
      { needsClarification: true }],
  }),

  ...groundsOf(act, { family: 'other', remedy }, {
    clarification_lapsed: ['§ 89(3)(a)', '未补充描述', 'the description was not completed'],
    fee_unpaid: ['§ 87(1)(b)(iii)', '未缴费', 'the fee was not paid'],
  }),
}

/**
 * Freedom of Information Law, Public Officers Law article 6: the State of New York and its municipalities. Section 89(3)(a) was
 * read as opinions of the Committee on Open Government quote it; what is cited of the others was not seen in the original, and
 * must be checked before an agency answers under it.
 */
export const nyFoil: RootRegime = {
  id: 'ny_foil',
  version: 1,
  name: act.name,
  unread: {
    zh: '只读过公开政府委员会意见中引用的第89条第3款(a)项；其他条款未见原文，须核对。',
    en: 'Section 89(3)(a) was read as opinions of the Committee on Open Government quote it; what is cited of the ' +
      'others was not seen in the original.',
  },
  inForceFrom: section('§ 89(3)(a)', '2005-05-03' as Day, {
    zh: '按2005年法律第22章修正。',
    en: 'As amended by chapter 22 of the laws of 2005.',
  }),
  calendar: section('§ 89(3)(a)', 'US-NY', {
    zh: '法律以营业日计算而未作定义；本州公共假日不是营业日。',
    en: 'The law counts business days and does not define them; the public holidays of the state are none.',
  }),

  limit: {
    ...plainLimit,
    unit: section('§ 89(3)(a)', 'working_days'),
    base: section('§ 89(3)(a)', 5, {
      zh: '在此期限内提供、拒绝或者书面确认收到申请。',
      en: 'Within it the record is given, refused, or the request acknowledged.',
    }),
    afterAcknowledgement: section('§ 89(3)(a)', 20),
    extendedTotal: section('§ 89(3)(a)', 25, {
      zh: '法律要求在合理期限内确定日期；再延长不超过20个营业日视为合理。',
      en: 'The law asks for a date certain within a reasonable period; no more than 20 further business days are held to be one.',
    }),
    extensions: section('§ 89(3)(a)', 'once', {
      zh: '确定的日期只有一个；公开政府委员会不承认再次推迟。',
      en: 'There is one date certain; the Committee on Open Government knows no repeated delay.',
    }),
    dueHour: silent(17, {
      zh: '营业日随营业时间结束，按下午五时处理；没有条文规定时刻。',
      en: 'Business days end with business hours, as our choice at five in the afternoon; no text names the hour.',
    }),
  },

  extension: {
    reasons: section('§ 89(3)(a)', {
      volume: { zh: '记录数量多', en: 'the volume of the records' },
      complexity: { zh: '申请复杂，需要审查权限', en: 'the complexity of the request, or the review of rights of access' },
      other: { zh: '其他妨碍按期公开的情形', en: 'another circumstance that prevents disclosure' },
    }, {
      zh: '法律要求书面说明理由而未列举；此处采用咨询意见提到的理由。',
      en: 'The law asks for the reason in writing and lists none; these are the ones that opinions name.',
    }),
    notice: section('§ 89(3)(a)', 'must_be_served', {
      zh: '未在第二十个营业日之前书面告知的，不是确定的日期。',
      en: 'What is not stated in writing before the twentieth business day is no date certain.',
    }),
  },

  startRule: section('§ 89(3)(a)', 'after'),
  cutOff: silent(null, { zh: '没有条文规定收到的时刻。', en: 'No text names an hour of receipt.' }),
  partialDays: silent({ first: false, last: true }, { zh: '法律没有规定暂停计时。', en: 'The law knows no pause.' }),

  closing: plainClosing,
  receipt: plainReceipt,
  clarification: plainClarification({
    clock: silent('runs_on', {
      zh: '没有条文规定补充说明期间停止计时。',
      en: 'No text stops the clock while a description is completed.',
    }),
    unanswered: section('§ 89(3)(a)', 'abandoned', askAgain),
  }, 5),
  consultation: {
    thirdParty: {
      limit: section('§ 89(5)(b)(1)', 10),
      unit: section('§ 89(5)(b)(1)', 'working_days'),
      silence: section('§ 89(5)(b)', 'body_decides'),
      clock: silent('runs_on', {
        zh: '没有条文规定听取提交人意见期间停止计时。',
        en: 'No text stops the clock while who submitted a record is heard.',
      }),
    },
    otherBody: plainConsultation,
  },
  excessive: plainExcessive,
  fee: uncharged({
    payWithin: silent({ n: 20, unit: 'working_days' }, { zh: '没有条文规定天数。', en: 'No text names the days.' }),
    clock: silent('runs_on', { zh: '没有条文规定因收费停止计时。', en: 'No text stops the clock for a fee.' }),
    unpaid: silent('abandoned', { zh: '缴费后提供复制件。', en: 'A copy is given against its fee.' }),
  }),
  correction: plainCorrection(remedy),

  terms: plainTerms(section('§ 89(4)(a)', { unit: 'calendar_days', n: 30, duty: null, roll: 'forward' })),

  form: plainForm({
    name: silent('required', {
      zh: '法律不要求姓名；但答复须有收件人。',
      en: 'The law asks for no name; an answer needs somebody to go to.',
    }),
    contact: silent(['email', 'address', 'phone'], {
      zh: '法律没有规定；填写其中任何一项，即可与申请人联系。',
      en: 'The law names none; any one of them is a way to reach the applicant.',
    }),
    description: section('§ 89(3)(a)', 'required'),
    optional: section('§ 89(3)(b)', 'optional', {
      zh: '以电子邮件申请的以电子邮件提供；未写明的以网上方式答复。',
      en: 'What is asked for by e-mail is given by e-mail; who names none is answered online.',
    }),
    unasked: section('§ 89(3)(a)', 'not_asked', {
      zh: '法律要求合理描述所需记录，不要求说明理由。',
      en: 'The law asks for a record reasonably described, and for no reason.',
    }),
  }),
  codes: plainCodes,
  grounds,

  remedies: {
    appeal: section('§ 89(4)(a), (b)', {
      opens: ['reconsideration'],
      text: {
        zh: '如对拒绝提供不服，可以在30日内以书面形式向本机构负责人或者其指定的申诉官员申诉，申诉应当在收到后10个工作日内答复；' +
          '对申诉结果不服的，可以依照《民事诉讼法律与规则》第78条提起诉讼。',
        en: 'You may appeal a denial in writing within 30 days to the head of this agency or the person designated to hear ' +
          'appeals, who answers within ten business days of receiving the appeal. If the appeal is denied you may bring a ' +
          'proceeding under article 78 of the Civil Practice Law and Rules.',
      },
    }),
  },
  ordinaryRemedy: remedy,
  contestedBefore: section('§ 89(4)(a)', 'named_in_remedy'),
}
