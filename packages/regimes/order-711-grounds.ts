import type { Day } from '@lightwell/calendar/day'
import { order492, order711 } from './acts.ts'
import type { Ground, GroundFamily, GroundRule, RemedyCode, ReportRow } from './ground.ts'

type Needs = Partial<Omit<Ground, 'name' | 'family' | 'remedy' | 'reportRow' | 'code' | 'article' | 'tier'>>
type Line = readonly [article: string, row: ReportRow, zh: string, en: string, needs?: Needs]

function grounds (family: GroundFamily, remedy: RemedyCode, lines: Record<string, Line>): Record<string, Ground> {
  return Object.fromEntries(Object.entries(lines).map(([code, [article, reportRow, zh, en, needs]]) => {
    const rule: GroundRule = { name: { zh, en }, family, remedy, reportRow }
    return [code, { code, ...rule, act: order711.name, article, tier: order711.tier, ...needs }]
  }))
}

/** The answers of Order 711 other than disclosure, by code: article, row of the annual report, name. */
export const order711Grounds: Record<string, Ground> = {
  // 不予公开, arts. 14–16: reconsideration comes before a suit (行政复议法 art. 23).
  ...grounds('withheld', 'reconsideration_first', {
    state_secret: ['14', '3.3.1', '依法确定为国家秘密', 'lawfully determined to be a state secret',
      { needsClassification: true }],
    law_forbids: ['14', '3.3.2', '法律、行政法规禁止公开', 'a law or administrative regulation forbids disclosure',
      { needsLaw: true }],
    three_securities: ['14', '3.3.3', '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
      'disclosure may endanger national, public or economic security or social stability'],
    trade_secret: ['15', '3.3.4', '涉及商业秘密，公开会对第三方合法权益造成损害',
      'a trade secret whose disclosure would harm a third party'],
    privacy: ['15', '3.3.4', '涉及个人隐私，公开会对第三方合法权益造成损害',
      'personal privacy whose disclosure would harm a third party'],
    internal_affairs: ['16.1', '3.3.5', '内部事务信息', 'internal affairs of the body'],
    process_information: ['16.2', '3.3.6', '过程性信息',
      'process information: records of discussion, drafts, consultation letters, requests for instructions'],
    enforcement_file: ['16.2', '3.3.7', '行政执法案卷信息', 'administrative enforcement file'],
  }),

  // The report counts it among the refusals, but it points to another way and stands outside arts. 14–16.
  ...grounds('withheld', 'reconsideration_or_suit', {
    administrative_query: ['36(7)', '3.3.8', '属于工商、不动产登记资料等信息，获取另有特别规定',
      'registers such as company and land registers, to which other provisions give access'],
  }),

  ...grounds('already_public', 'reconsideration_or_suit', {
    already_public: ['36(1)', '3.1', '已经主动公开', 'already public',
      { ourChoice: {
        zh: '年度报告格式没有单独的行次；申请人得到了所申请的信息。',
        en: 'The report format has no row of its own; the applicant gets what he asked for.',
      } }],
  }),

  ...grounds('unable', 'reconsideration_or_suit', {
    not_held: ['36(4)', '3.4.1', '经检索，政府信息不存在', 'searched for and not held', { needsSearch: true }],
    not_this_body: ['36(5)', '3.4.1', '不属于本行政机关负责公开', 'another body is responsible for its disclosure'],
    archived: ['36(5)', '3.4.1', '已移交各级国家档案馆，依照有关档案管理的规定查阅',
      'handed over to a state archive, whose own provisions give access',
      { ourChoice: {
        zh: '条例没有单独的条款，告知向国家档案馆查阅；计入本机关不掌握。',
        en: 'The Regulation has no article of its own for it: he is told of the archive. It is counted as not held.',
      } }],
    needs_creation: ['38', '3.4.2', '没有现成信息，需要另行制作、加工、分析',
      'does not exist as such and would have to be created', { needsSearch: true }],
    still_unclear: ['30', '3.4.3', '补正后申请内容仍不明确', 'still unclear after clarification',
      { needsClarification: true }],
  }),

  // Order 492 asked for a need of one's own; answers of its time stay readable.
  ...grounds('unable', 'reconsideration_or_suit', {
    no_special_need: ['13', '3.6.3', '与本人生产、生活、科研等特殊需要无关（原条例）',
      'no relation to a special need of his own (the Regulation before its revision)',
      { act: order492.name, inForceFrom: '2008-05-01' as Day, inForceUntil: '2019-05-14' as Day }],
  }),

  ...grounds('not_handled', 'reconsideration_or_suit', {
    petition: ['39.1', '3.5.1', '以政府信息公开申请的形式进行信访、投诉、举报等活动',
      'a petition, complaint or report in the form of a request'],
    repeat: ['36(6)', '3.5.2', '重复申请公开相同政府信息', 'a repeated request that was answered before',
      { needsEarlierRequest: true }],
    published_matter: ['39.2', '3.5.3', '要求提供政府公报、报刊、书籍等公开出版物', 'gazettes, papers or books'],
    excessive: ['35', '3.5.4', '申请数量、频次明显超过合理范围且理由不合理',
      'number or frequency clearly beyond reason, without good cause', { needsReasonsAsked: true }],
    confirm_again: ['36(6)', '3.5.5', '要求确认或者重新出具已获取的信息',
      'asks to confirm or issue again what he already has',
      { ourChoice: {
        zh: '只有年度报告格式提到此项；与重复申请最为接近。',
        en: 'Only the report format names it; it stands nearest to the repeated request.',
      } }],
  }),

  ...grounds('other', 'reconsideration_or_suit', {
    clarification_lapsed: ['30', '3.6.1', '无正当理由逾期不补正，视为放弃申请',
      'not clarified in time without good cause; the request counts as abandoned'],
    fee_unpaid: ['42', '3.6.2', '逾期未缴纳信息处理费', 'the processing fee was not paid in time'],
    party_matter: ['2', '3.6.3', '属于党务信息或者以党组织名义制发的党政联合文件，依照党务公开的规定办理',
      'a matter of the Party, or a joint paper issued in its name, to which its own rules of openness apply',
      { ourChoice: {
        zh: '条例和年度报告格式均未提及党政混合信息；计入其他处理。',
        en: 'Neither the Regulation nor the report format speaks of such papers; they are counted as other handling.',
      } }],
    not_government_information: ['2', '3.6.3', '申请内容不属于政府信息', 'not a request for government information',
      { ourChoice: {
        zh: '年度报告格式没有咨询的行次；计入其他处理。',
        en: 'The report format names no row for inquiries; they are counted as other handling.',
      } }],
  }),
}
