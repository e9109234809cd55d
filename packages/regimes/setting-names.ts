import type { Bilingual } from './citation.ts'
import type { ApplicantField, ApplicantKind, RequestField } from './form.ts'
import type { RemedyCode } from './ground.ts'
import type { ReceiptChannel, ServiceMethod } from './regime.ts'
import { termNames } from './term-names.ts'

const channels: Readonly<Record<ReceiptChannel, Bilingual>> = {
  online: { zh: '网上提交', en: 'Online' },
  in_person: { zh: '当面提交', en: 'In person' },
  letter: { zh: '信函（需签收）', en: 'Letter that is signed for' },
  ordinary_letter: { zh: '平常信函', en: 'Ordinary letter' },
  fax: { zh: '传真', en: 'Fax' },
  email: { zh: '电子邮件', en: 'E-mail' },
  telegram: { zh: '电报', en: 'Telegram' },
  telephone: { zh: '电话', en: 'Telephone' },
  spoken: { zh: '口头', en: 'Spoken' },
  other: { zh: '其他书面形式', en: 'Other writing' },
}

const methods: Readonly<Record<ServiceMethod, Bilingual>> = {
  online: { zh: '网上送达', en: 'Online' },
  direct: { zh: '直接送达', en: 'Handed over' },
  left: { zh: '留置送达', en: 'Left before witnesses' },
  post: { zh: '邮寄送达', en: 'By post' },
  fax: { zh: '传真送达', en: 'By fax' },
  public_notice: { zh: '公告送达', en: 'By public notice' },
}

const kinds: Readonly<Record<ApplicantKind, Bilingual>> = {
  citizen: { zh: '公民', en: 'Citizen' },
  organisation: { zh: '法人或者其他组织', en: 'Organisation' },
  foreigner: { zh: '境外人士', en: 'Foreigner' },
}

const fields: Readonly<Record<ApplicantField | RequestField, Bilingual>> = {
  name: { zh: '姓名或者名称', en: 'name' },
  sex: { zh: '性别', en: 'sex' },
  birthDate: { zh: '出生日期', en: 'date of birth' },
  idNumber: { zh: '居民身份证号码', en: 'identity number' },
  nationality: { zh: '国籍', en: 'nationality' },
  passportNumber: { zh: '护照号码', en: 'passport number' },
  creditCode: { zh: '统一社会信用代码', en: 'credit code' },
  organisationKind: { zh: '组织类别', en: 'kind of organisation' },
  representativeName: { zh: '法定代表人姓名', en: 'name of the representative' },
  representativeSex: { zh: '法定代表人性别', en: 'sex of the representative' },
  representativeBirthMonth: { zh: '法定代表人出生年月', en: 'month of birth of the representative' },
  address: { zh: '地址', en: 'address' },
  phone: { zh: '电话', en: 'telephone' },
  email: { zh: '电子邮箱', en: 'e-mail address' },
  description: { zh: '所需信息的内容', en: 'what is asked for' },
  purpose: { zh: '用途', en: 'purpose' },
  delivery: { zh: '获取信息的方式', en: 'form of delivery' },
}

const remedies: Readonly<Record<RemedyCode, Bilingual>> = {
  reconsideration_first: { zh: '复议前置', en: 'Reconsideration before a suit' },
  reconsideration_or_suit: { zh: '复议或者诉讼', en: 'Reconsideration or a suit' },
  internal_review: { zh: '内部复核', en: 'Internal review' },
  appeal: { zh: '申诉', en: 'Appeal' },
  objection: { zh: '异议', en: 'Objection' },
  complaint: { zh: '投诉', en: 'Complaint' },
}

const consulted = {
  limit: { zh: '答复期限', en: 'Time to answer' },
  unit: { zh: '期限单位', en: 'Counted in' },
  silence: { zh: '逾期不答复', en: 'No answer means' },
  clock: { zh: '征求意见期间的计时', en: 'The clock meanwhile' },
}

/** What a lawyer reads for each setting, by its path. Those of a form are named by its kind and its field. */
export const settingNames: Readonly<Record<string, Bilingual>> = {
  inForceFrom: { zh: '施行日期', en: 'In force from' },
  calendar: { zh: '据以计算的日历', en: 'Calendar of the law' },
  'limit.unit': { zh: '期限单位', en: 'Counted in' },
  'limit.base': { zh: '答复期限', en: 'Time to answer' },
  'limit.afterAcknowledgement': { zh: '告知受理后的期限', en: 'Time from the acknowledgement' },
  'limit.extendedTotal': { zh: '延长后的最长期限', en: 'Longest time with an extension' },
  'limit.extensions': { zh: '延长次数', en: 'Extensions' },
  'limit.approvingDuty': { zh: '批准延长的职责', en: 'Who approves an extension' },
  'limit.roll': { zh: '期满日为休息日', en: 'A due day that is off' },
  'limit.dueHour': { zh: '期满时刻', en: 'Hour at which the limit ends' },
  'extension.reasons': { zh: '延长的事由', en: 'Reasons for an extension' },
  'extension.notice': { zh: '延长告知书的效力', en: 'What the notice of it does' },
  startRule: { zh: '收到之日的计算', en: 'The day of receipt' },
  cutOff: { zh: '当日收件截止时刻', en: 'Hour from which a day is over' },
  partialDays: { zh: '暂停首日与末日', en: 'First and last day of a pause' },
  'clarification.limit': { zh: '一次性告知补正的期限', en: 'Time to ask for completion' },
  'clarification.times': { zh: '补正次数', en: 'Times' },
  'clarification.clock': { zh: '补正期间的计时', en: 'The clock meanwhile' },
  'clarification.unanswered': { zh: '逾期不补正', en: 'No answer means' },
  'clarification.reply': { zh: '给予申请人的补正期限', en: 'Time given to the applicant' },
  ...under('consultation.thirdParty', consulted),
  ...under('consultation.otherBody', consulted),
  'excessive.asked': { zh: '可以要求说明理由', en: 'Whether reasons may be asked for' },
  'excessive.reply': { zh: '给予申请人的说明期限', en: 'Time given to the applicant' },
  'excessive.clock': { zh: '说明理由期间的计时', en: 'The clock meanwhile' },
  'excessive.deferral': { zh: '理由合理时最多延迟', en: 'Longest deferral for good reasons' },
  'fee.charged': { zh: '是否收取', en: 'Whether it is charged' },
  'fee.byItem': { zh: '按件计收', en: 'By request' },
  'fee.byVolume': { zh: '按量计收', en: 'By page' },
  'fee.payWithin': { zh: '缴费期限', en: 'Time to pay' },
  'fee.clock': { zh: '缴费期间的计时', en: 'The clock meanwhile' },
  'fee.unpaid': { zh: '逾期不缴', en: 'Not paid means' },
  'fee.objection': { zh: '对收费的异议', en: 'Objection to it' },
  'correction.defects': { zh: '可以请求更正的情形', en: 'What can be put right' },
  'correction.notOurs': { zh: '无权更正时', en: 'Where the body may not change it' },
  ...under('receipt', channels),
  ...under('closing', methods),
  ...under('terms', termNames),
  ...Object.fromEntries(Object.entries(kinds).flatMap(([kind, name]) => Object.entries(formNames(kind, name)))),
  'codes.subjects': { zh: '申请内容分类', en: 'What a request is about' },
  'codes.contexts': { zh: '申请背景分类', en: 'What stands behind a request' },
  'codes.channelRows': { zh: '统计用的渠道分类', en: 'Rows in which channels are counted' },
  'codes.channels': { zh: '渠道归类', en: 'Channels by row' },
  'codes.applicantColumns': { zh: '申请人分类', en: 'Columns in which applicants are counted' },
  'codes.categories': { zh: '主动公开的类别', en: 'What is made public without a request' },
  'codes.levelCategories': { zh: '县级、乡级另行主动公开的类别', en: 'The same, further for counties and towns' },
  'codes.furtherCategories': { zh: '实践中另行主动公开的类别', en: 'The same, further in practice' },
  'codes.openByLaw': { zh: '不得以国家秘密为由不予公开的事项', en: 'What may not be withheld as a state secret' },
  'codes.forms': { zh: '公开的形式', en: 'Forms of publication' },
  ...under('remedies', remedies),
  contestedBefore: { zh: '救济机关', en: 'Who decides on it' },
}

function under (path: string, names: Readonly<Record<string, Bilingual>>): Record<string, Bilingual> {
  return Object.fromEntries(Object.entries(names).map(([key, name]) => [`${path}.${key}`, name]))
}

function formNames (kind: string, { zh, en }: Bilingual): Record<string, Bilingual> {
  const named = Object.entries(fields).map(([field, name]) => [field, { zh: `${zh}：${name.zh}`, en: `${en}: ${name.en}` }] as const)
  const byField = Object.fromEntries(named)
  return {
    ...under(`form.${kind}.applicant`, byField),
    ...under(`form.${kind}.request`, byField),
    [`form.${kind}.contact`]: { zh: `${zh}：联系方式（至少一项）`, en: `${en}: ways to be reached, one at least` },
  }
}

/** What a field of a form is called. */
export const fieldNames: Readonly<Record<string, Bilingual>> = fields

/** What a way of filing and a row of channels are called. */
export const channelNames: Readonly<Record<string, Bilingual>> = channels
