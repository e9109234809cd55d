import { order711, secrecyRegulation } from './acts.ts'
import { citing, silent } from './citation.ts'
import type { Codes } from './codes.ts'
import { order711Categories, order711LevelCategories } from './order-711-categories.ts'

const article = citing(order711)
const secrecy = citing(secrecyRegulation)
const counted = {
  zh: '没有条文列举；此处采用各市年度报告统计的类别。',
  en: 'No text has a list; these are what the yearly reports of cities count.',
}

/** How requests are sorted for the annual report (art. 50) and for those who run the office. */
export const order711Codes: Codes = {
  subjects: silent({
    land: { zh: '用地', en: 'Land use' },
    planning: { zh: '规划', en: 'Planning' },
    expropriation: { zh: '征地补偿、政策和安置', en: 'Expropriation: compensation, policy and resettlement' },
    social_insurance: { zh: '社会保险', en: 'Social insurance' },
    building: { zh: '城建', en: 'Urban building' },
    demolition: { zh: '拆迁', en: 'Demolition and relocation' },
    approval: { zh: '审批', en: 'Approvals' },
    training: { zh: '残疾人就业培训', en: 'Training and work for disabled people' },
    arbitration: { zh: '劳动仲裁', en: 'Labour arbitration' },
    fees: { zh: '收费许可', en: 'Licences to charge fees' },
    education: { zh: '教育', en: 'Education' },
    medicine: { zh: '医疗卫生', en: 'Medicine and health' },
    waste: { zh: '垃圾处理', en: 'Waste' },
    public_funds: { zh: '财政资金使用', en: 'Use of public funds' },
    traffic_fines: { zh: '交通违章罚款使用', en: 'Use of traffic fines' },
    other: { zh: '其他', en: 'Other' },
  }, counted),
  contexts: silent({
    petition_or_litigation: { zh: '与信访、诉讼有牵连', en: 'Linked to a petition or a lawsuit' },
    rights_protection: { zh: '与个人或者群体维权有关', en: 'A person or a group defends its rights' },
    media_reported: { zh: '引起网络、媒体报道', en: 'Reported by the press or on the Internet' },
    other: { zh: '其他', en: 'Other' },
  }, counted),
  channelRows: silent({
    in_person: { zh: '当面递交申请', en: 'In person' },
    letter: { zh: '信函申请', en: 'By letter' },
    fax: { zh: '传真申请', en: 'By fax' },
    online: { zh: '网上申请', en: 'Online' },
    other: { zh: '其他', en: 'Other' },
  }, counted),
  channels: silent({
    online: 'online', email: 'online', in_person: 'in_person', letter: 'letter', fax: 'fax',
    telegram: 'other', telephone: 'other', spoken: 'other', other: 'other',
  }, {
    zh: '电子邮件计入互联网渠道；口头和电报申请没有单独的行次。',
    en: 'An e-mail comes over the Internet; what is spoken or telegraphed has no row of its own.',
  }),
  applicantColumns: article('50', [
    { name: { zh: '自然人', en: 'Natural persons' }, kinds: ['citizen', 'foreigner'] },
    { name: { zh: '商业企业', en: 'Enterprises' }, kinds: ['organisation'], organisationKind: 'enterprise' },
    { name: { zh: '科研机构', en: 'Research institutes' }, kinds: ['organisation'], organisationKind: 'research' },
    { name: { zh: '社会公益组织', en: 'Public benefit organisations' }, kinds: ['organisation'], organisationKind: 'public_benefit' },
    { name: { zh: '法律服务机构', en: 'Legal services' }, kinds: ['organisation'], organisationKind: 'legal_service' },
    { name: { zh: '其他', en: 'Other organisations' }, kinds: ['organisation'], organisationKind: 'other' },
  ], {
    zh: '统一格式年度报告表三设有这些列（国办公开办函〔2021〕30号）。',
    en: 'Table 3 of the uniform report has these columns (国办公开办函〔2021〕30号).',
  }),
  categories: article('20', order711Categories),
  levelCategories: article('21', order711LevelCategories),
  openByLaw: secrecy('5', {
    rules: { zh: '法规、规章和规范性文件', en: 'Regulations, rules and normative documents' },
    organisation: { zh: '机关职能和机构设置', en: 'Duties and organisation' },
    budget: {
      zh: '财政预算、决算和“三公”经费', en: 'Budget, final accounts, and what is spent on travel, cars and entertaining',
      spokenOf: ['三公经费', '三公消费', '三公支出', '三公费用'],
    },
    fees: { zh: '行政事业性收费', en: 'Fees' },
    procurement: { zh: '政府集中采购', en: 'Central procurement' },
    recruitment: { zh: '公务员招考录用', en: 'Recruitment of civil servants' },
  }, {
    zh: '该条规定依法应当公开的事项不得确定为国家秘密；哪些类别全部属于此列，为本系统的选择。',
    en: 'It forbids to classify what the law orders to be open; which categories are wholly of that kind is our choice.',
  }),
  forms: article('23', {
    gazette: { zh: '政府公报', en: 'Government gazette' },
    website: { zh: '政府网站', en: 'Government website' },
    online_media: { zh: '其他互联网政务媒体', en: 'Other government media on the Internet' },
    press_conference: { zh: '新闻发布会', en: 'Press conference' },
    media: { zh: '报刊、广播、电视', en: 'Newspapers, radio, television' },
    other: { zh: '其他途径', en: 'Other ways' },
  }),
}
