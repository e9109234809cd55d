/** Where a column of a batch goes in a filing, by which words its heading may be written, and what its cells may say. */
export type BatchColumn = {
  pointer: string
  headings: readonly string[]
  words?: Readonly<Record<string, string | boolean>>
}

const sexes = { 男: 'male', 女: 'female' }
const yesOrNo = { 是: true, 否: false, yes: true, no: false, true: true, false: false }
const kindsOfApplicant = {
  公民: 'citizen', 自然人: 'citizen', 组织: 'organisation', 法人或者其他组织: 'organisation', 外国人: 'foreigner',
}
const channelWords = {
  当面: 'in_person', 当面提交: 'in_person', 信函: 'letter', 邮寄: 'letter', 传真: 'fax', 电报: 'telegram', 电子邮件: 'email',
  电话: 'telephone', 口头: 'spoken', 其他: 'other',
}

/** The columns that a batch may have, in English by the fields of a filing or in the words of a register. */
export const batchColumns: readonly BatchColumn[] = [
  { pointer: '/agency', headings: ['agency', '公开义务人'] },
  { pointer: '/kind', headings: ['kind', '类型'], words: { 公开: 'disclosure', 更正: 'correction' } },
  { pointer: '/channel', headings: ['channel', '渠道', '申请渠道'], words: channelWords },
  { pointer: '/receivedOn', headings: ['receivedOn', '收到日', '收到日期'] },
  { pointer: '/arrivedOn', headings: ['arrivedOn', '到达日', '到达日期'] },
  { pointer: '/confirmedOn', headings: ['confirmedOn', '确认日', '确认日期'] },
  { pointer: '/signedFor', headings: ['signedFor', '签收', '是否签收'], words: yesOrNo },
  { pointer: '/appliedOn', headings: ['appliedOn', '申请日', '申请日期'] },
  { pointer: '/applicant/kind', headings: ['applicantKind', '申请人类别'], words: kindsOfApplicant },
  { pointer: '/applicant/name', headings: ['name', '姓名', '名称', '申请人'] },
  { pointer: '/applicant/idNumber', headings: ['idNumber', '身份证号', '身份证号码'] },
  { pointer: '/applicant/creditCode', headings: ['creditCode', '统一社会信用代码'] },
  { pointer: '/applicant/organisationKind', headings: ['organisationKind', '组织类别'] },
  { pointer: '/applicant/representativeName', headings: ['representativeName', '法定代表人'] },
  { pointer: '/applicant/representativeSex', headings: ['representativeSex', '法定代表人性别'], words: sexes },
  { pointer: '/applicant/representativeBirthMonth', headings: ['representativeBirthMonth', '法定代表人出生年月'] },
  { pointer: '/applicant/nationality', headings: ['nationality', '国籍'] },
  { pointer: '/applicant/passportNumber', headings: ['passportNumber', '护照号', '护照号码'] },
  { pointer: '/applicant/sex', headings: ['sex', '性别'], words: sexes },
  { pointer: '/applicant/birthDate', headings: ['birthDate', '出生日期'] },
  { pointer: '/applicant/address', headings: ['address', '地址', '通信地址'] },
  { pointer: '/applicant/phone', headings: ['phone', '电话', '联系电话'] },
  { pointer: '/applicant/email', headings: ['email', '电子邮件', '电子邮箱'] },
  { pointer: '/description', headings: ['description', '申请内容', '内容描述'] },
  { pointer: '/purpose', headings: ['purpose', '用途'] },
  { pointer: '/subject', headings: ['subject', '主题'] },
  { pointer: '/delivery/format', headings: ['format', '载体形式'], words: { 电子: 'electronic', 纸质: 'paper', 光盘: 'disc' } },
  {
    pointer: '/delivery/method', headings: ['method', '获取方式'],
    words: { 网上: 'online', 自取: 'in_person', 邮寄: 'post', 电子邮件: 'email', 传真: 'fax' },
  },
  { pointer: '/language', headings: ['language', '语言'] },
]

const byHeading = new Map(batchColumns.flatMap((column) =>
  column.headings.map((heading) => [heading.toLowerCase(), column] as const)))

/** The column of a heading, in any case and width; undefined where there is none of this name. */
export function columnOf (heading: string): BatchColumn | undefined {
  return byHeading.get(heading.normalize('NFKC').trim().toLowerCase())
}
