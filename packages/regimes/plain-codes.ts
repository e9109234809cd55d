import { silent } from './citation.ts'
import type { Codes } from './codes.ts'

const ours = { zh: '没有条文列举；此处为便于分类的简表。', en: 'No text has a list; this is a short one to sort by.' }

/** How requests are sorted under a law that has no list of its own. */
export const plainCodes: Codes = {
  subjects: silent({
    public_funds: { zh: '公共资金', en: 'Public money and contracts' },
    planning: { zh: '规划和土地', en: 'Planning and land' },
    environment: { zh: '环境', en: 'Environment' },
    health: { zh: '卫生', en: 'Health' },
    education: { zh: '教育', en: 'Education' },
    justice: { zh: '司法和警务', en: 'Justice and police' },
    staff: { zh: '机构和人员', en: 'Organisation and staff' },
    other: { zh: '其他', en: 'Other' },
  }, ours),
  contexts: silent({
    litigation: { zh: '与诉讼有牵连', en: 'Linked to a lawsuit' },
    media: { zh: '媒体报道', en: 'Asked for by the press' },
    research: { zh: '研究', en: 'Asked for research' },
    other: { zh: '其他', en: 'Other' },
  }, ours),
  channelRows: silent({
    in_person: { zh: '当面', en: 'In person' },
    letter: { zh: '信函', en: 'By letter' },
    fax: { zh: '传真', en: 'By fax' },
    online: { zh: '网上', en: 'Online' },
    other: { zh: '其他', en: 'Other' },
  }, ours),
  channels: silent({
    online: 'online', email: 'online', in_person: 'in_person', letter: 'letter', fax: 'fax',
    telegram: 'other', telephone: 'other', spoken: 'other', other: 'other',
  }, {
    zh: '电子邮件计入互联网渠道；口头和电报申请没有单独的行次。',
    en: 'An e-mail comes over the Internet; what is spoken or telegraphed has no row of its own.',
  }),
  applicantColumns: silent([
    { name: { zh: '个人', en: 'Individuals' }, kinds: ['citizen', 'foreigner'] },
    { name: { zh: '企业', en: 'Businesses' }, kinds: ['organisation'], organisationKind: 'enterprise' },
    { name: { zh: '研究机构', en: 'Research bodies' }, kinds: ['organisation'], organisationKind: 'research' },
    { name: { zh: '公益组织', en: 'Charities' }, kinds: ['organisation'], organisationKind: 'public_benefit' },
    { name: { zh: '法律服务机构', en: 'Legal services' }, kinds: ['organisation'], organisationKind: 'legal_service' },
    { name: { zh: '其他组织', en: 'Other organisations' }, kinds: ['organisation'], organisationKind: 'other' },
  ], { zh: '申请人的身份不影响答复；各列仅供统计。', en: 'Who asks makes no difference to the answer; the columns only count.' }),
  categories: silent({
    organisation: { zh: '机构和职能', en: 'Who we are and what we do' },
    spending: { zh: '经费和支出', en: 'What we spend and how we spend it' },
    priorities: { zh: '工作重点和进展', en: 'What our priorities are and how we are doing' },
    decisions: { zh: '决策程序和决定', en: 'How we make decisions' },
    policies: { zh: '政策和程序', en: 'Our policies and procedures' },
    registers: { zh: '名册和登记', en: 'Lists and registers' },
    services: { zh: '服务', en: 'The services we offer' },
    other: { zh: '其他', en: 'Other' },
  }, {
    zh: '信息公布计划通常采用的分类。', en: 'The classes in which publication schemes are usually arranged.',
  }),
  forms: silent({
    website: { zh: '网站', en: 'Website' },
    print: { zh: '印刷品', en: 'Print' },
    inspection: { zh: '现场查阅', en: 'Inspection' },
    other: { zh: '其他', en: 'Other' },
  }, ours),
}
