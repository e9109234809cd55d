import type { MarkLevel } from '@lightwell/documents/mark'

/** A text with a mark in it, its level, and whether it must be more than `possible`. */
export type MarkCase = readonly [text: string, level: MarkLevel, sure: boolean]

const [secret, confidential, topSecret] = ['secret', 'confidential', 'top_secret'] as const

const words: readonly (readonly [string, MarkLevel])[] = [
  ['秘密', secret], ['祕密', secret], ['秘宻', secret], ['秘密级', secret], ['秘 密', secret], ['秘·密', secret], ['秘-密', secret],
  ['秘.密', secret], ['秘、密', secret], ['秘\u200b密', secret], ['【秘】【密】', secret], ['机密', confidential], ['機密', confidential],
  ['机　密', confidential], ['机•密', confidential], ['机/密', confidential], ['绝密', topSecret], ['絕密', topSecret],
  ['絶密', topSecret], ['绝\u00ad密', topSecret], ['绝|密', topSecret],
]
const stars = [
  '★', '☆', '✩', '✮', '⋆', '⭐', '⭐\ufe0f', '🌟', '⍟', '✯', '*', '＊', '✳', '∗', ' ★ ', '　★　', '(★)', '：★', '·★', '★★',
]
const periods = [
  '10年', '１０年', '1 0 年', '十年', '拾年', '廿年', '半年', '1年半', '1年6个月', '1年6月', '6个月', '六个月', '2027年6月30日',
  '二〇二七年六月三十日', '2027-06-30', '2027/6/30', '2027.6.30', '长期', '長期', '（10年）', '[10年]', '至2027年6月30日', '𝟏𝟎年',
]
// What is asked for with a typed star is a time: a condition after an asterisk may be any words.
const conditions = ['会议开始前', '正式公布前', '任务完成后', '']

/** Every spelling of a level, of a star and of a period, each with some of the others. */
export const composedCases: readonly MarkCase[] = words.flatMap(([word, level], at) => [
  ...stars.map((star, next): MarkCase => [`${word}${star}${periods[(at * 5 + next) % periods.length]}`, level, true]),
  ...periods.map((period, next): MarkCase => [`${word}${stars[(at + next) % stars.length]}${period}`, level, true]),
  ...conditions.map((condition): MarkCase => [`${word}★${condition}`, level, true]),
])

/** Shapes that are not made of a level, a star and a period, or are set apart in their own way. */
export const otherCases: readonly MarkCase[] = [
  // From above to below, and over line ends.
  ['绝\n密\n★\n长\n期', topSecret, true],
  ['机\n密\n★\n二\n十\n年', confidential, true],
  ['秘\r\n密\r\n10年', secret, true],
  ['秘密\n★\n10年', secret, true],
  ['秘\f密★', secret, true],
  // What recognition and other hands make of the star.
  ['秘密女10年', secret, true], ['机密大20年', confidential, true], ['绝密※30年', topSecret, true], ['秘密◎10年', secret, true],
  ['秘密@10年', secret, true], ['机密·10年', confidential, false], ['机密●10年', confidential, false], ['机密_5年', confidential, false],
  ['秘密-10年', secret, false], ['秘密/10年', secret, false],
  // In forms and tables.
  ['密级：机密', confidential, true], ['密級：機密', confidential, true], ['密　级　：　绝　密', topSecret, true], ['密级=秘密', secret, true],
  ['密级-机密', confidential, false], ['密级|机密', confidential, true], ['密级\t机密', confidential, true], ['密级\n机密', confidential, true],
  ['密级：__机密__', confidential, true], ['密级：**机密**', confidential, true], ['密级（机密）', confidential, false],
  ['密级：【秘密】', secret, true], ['宻级：秘密', secret, true], ['秘密等级：秘密', secret, true], ['涉密等级：机密级', confidential, true],
  ['保密级别:绝密', topSecret, true], ['密别：秘密', secret, true], ['定密：机密', confidential, true], ['密级: "机密"', confidential, true],
  ['{"密级":"绝密"}', topSecret, true], ['<密级>秘密</密级>', secret, true], ['密级：☑机密 □秘密', confidential, true],
  ['密级：□绝密 □机密 ☑秘密', secret, true], ['密级：绝密□ 机密□', topSecret, false], ['序号,密级,机密,文号', confidential, false],
  ['"3","关于某事","机密","2014"', confidential, false], ['|1|某图|绝密|', topSecret, false], ['密级：秘密，保密期限：5年', secret, true],
  ['密级：机密  保密期限 10年', confidential, true], ['密级：秘密；期限：3年', secret, true],
  ['密级（期限）：秘密10年', secret, true], ['密级期限 秘密10年', secret, true], ['密级标识：机密', confidential, true],
  ['1\t关于某事\t秘密\t3', secret, false], ['序号  标题  密级\n1  关于某事  公开\n2  关于某事  机密', confidential, false],
  // With boxes before the words or after them, drawn, in brackets, or in the letters of a symbol font.
  ['密级：（√）秘密 （ ）机密', secret, true], ['密级： [√]机密 [ ]秘密', confidential, true], ['密级：○公开 ●秘密', secret, true],
  ['密级：公开（ ） 秘密（√） 机密（ ）', secret, true], ['密级：公开□ 秘密☑ 机密□', secret, true], ['密级：A.公开 B.秘密√', secret, true],
  ['密级：£公开 R秘密 £机密', secret, false], ['密级：¨公开 þ秘密', secret, false],
  // In data, and where a program has no star of its own.
  ['1,秘密,★,10年,某图', secret, true], ['"3","秘密","★","10年"', secret, true], ['["秘密","★","10年"]', secret, true],
  ['x("秘"+"密"+"★"+"10年")', secret, true], ['1,秘,密,★,1,0,年,某', secret, false], ['某 秘______密★10年 x', secret, true],
  ['某某局 秘密（级）★10年', secret, true], ['某某局 秘密✢10年 第3期', secret, true], ['某某局 秘密🟔10年 第3期', secret, true],
  ['某某局 秘密⭒ 第3期', secret, true], ['某某局 秘密\uf0ab10年 第3期', secret, true], ['某某局 秘密?10年 第3期', secret, false],
  ['某某局 秘密«10年 第3期', secret, false], ['某某局 秘密■10年 第3期', secret, true], ['年01✮密秘', secret, true],
  // Before paragraphs and in brackets.
  ['（秘密）本段说明部署。', secret, true], ['前文。\n三、（机密）本段说明部署。', confidential, true], ['【绝密】部署', topSecret, true],
  ['[秘密] 部署', secret, true], ['部署图（机密）', confidential, false], ['〔秘密〕部署', secret, true],
  // By themselves in the head of a paper.
  ['秘密', secret, true], ['机 密', confidential, true], ['绝\n密', topSecret, true], ['{机密}', confidential, true], ['<秘密>', secret, true],
  ['★机密', confidential, true], ['★ 机密 ★', confidential, true], ['◆机密★10年◆', confidential, true], ['**机密**', confidential, true],
  ['机密 特急', confidential, true], ['000012\n机密\n特急\n某某县人民政府文件', confidential, true], ['份号：000123 秘密', secret, true],
  ['机密件', confidential, true], ['【绝密件】', topSecret, true], ['秘密（保密期限10年）', secret, true], ['No.000123 秘密 10年', secret, true], ['机密（10年）', confidential, true], ['秘密 2027年6月30日', secret, true], ['绝密长期', topSecret, true],
  ['机密      某某局文件', confidential, false], ['某某局文件      机密', confidential, false], ['机密\t第3期', confidential, false],
  ['机密　某某局文件', confidential, false], ['机·密', confidential, false],
  // In two languages, and in English.
  ['机密 CONFIDENTIAL', confidential, true], ['CONFIDENTIAL 机密', confidential, true], ['绝密 TOP SECRET', topSecret, true],
  ['机密（CONFIDENTIAL）★10年', confidential, true], ['SECRET★10年', confidential, true], ['TOP SECRET ★ 长期', topSecret, true],
  ['TOP SECRET', topSecret, false], ['Top Secret', topSecret, false], ['SECRET', confidential, false], ['CONFIDENTIAL', confidential, false],
  ['STRICTLY CONFIDENTIAL', confidential, false], ['SECRET//NOFORN', confidential, false], ['Classification: SECRET', confidential, false],
  // In names of files.
  ['机密★10年.pdf', confidential, true], ['【机密】关于某事的报告.docx', confidential, true], ['(秘密)关于某事.pdf', secret, true],
  ['机密_关于某事的报告.docx', confidential, false], ['关于某事的报告_绝密.docx', topSecret, false], ['名单-秘密.xlsx', secret, false],
  // Said of the paper itself.
  ['本文件密级为机密，不得复制。', confidential, false], ['此件机密，阅后退回。', confidential, false], ['本报告属于绝密级。', topSecret, false],
  ['密级为机密', confidential, false],
  // Beside a note that it is no longer so: whether that holds is for a person to say.
  ['秘密★10年 解密', secret, true], ['【解密】机密★5年', confidential, true], ['绝密★（已解密）', topSecret, true],
  // Talk of a mark, exam papers and other secrets with a star: found, for a person.
  ['绝密★启用前', topSecret, false], ['机密★考试结束前', confidential, false], ['绝密☆启封前 语文试卷', topSecret, false],
  ['应当标注“机密★10年”字样', confidential, false], ['商业秘密★5年', secret, false], ['工作秘密★', secret, false],
  // Backwards for the machine, forwards for the eye.
  ['\u202E年01★密秘\u202C', secret, true],
]

/** Ordinary talk of secrets: nothing is found in it. */
export const innocentTexts: readonly string[] = [
  '商业秘密', '商业秘密和个人隐私', '涉及商业秘密的，不予公开。', '侵犯商业秘密罪', '保守国家秘密', '保守国家秘密是公民的义务。', '《保守国家秘密法》',
  '中华人民共和国保守国家秘密法实施条例', '国家秘密的密级分为绝密、机密、秘密三级。', '绝密级国家秘密是最重要的国家秘密',
  '机密级国家秘密是重要的国家秘密，泄露会使国家安全和利益遭受严重的损害', '秘密级国家秘密是一般的国家秘密', '绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年',
  '绝密级国家秘密的知悉人员，应当严格限定。', '机密级以上国家秘密载体', '机密、秘密级文件', '不得将绝密级载体携带出境', '国家秘密标志形式为“密级★保密期限”',
  '标志为“★”', '密级和保密期限一经确定，应当标注', '密级确定', '密级变更', '定密责任人', '密级不明确的事项', '机密文件管理办法', '《机密文件管理办法》',
  '秘密文件柜采购公告', '绝密文件的传阅', '机密档案室', '保密工作先进单位', '保密审查制度', '泄露国家秘密罪', '过失泄露国家秘密', '为境外窃取国家秘密',
  '窃取秘密', '秘密花园', '秘密花园小区物业费标准', '读《秘密花园》有感', '秘密投票选举', '无记名秘密投票方式', '秘密侦查', '秘密工作者', '公开的秘密', '成功的秘密',
  '健康长寿的秘密', '一个秘密', '揭开宇宙的秘密', '“秘密”一词', '所谓“机密”，是指', '电影《绝密押运》', '电视剧《绝密543》', '绝密跟踪', '机密性', '数据机密性和完整性',
  '信息安全的机密性、完整性、可用性', '机密计算', '机密信息不得外泄的承诺', '客户机密信息', '公司机密', '军事机密', '技术秘密', '技术秘密转让合同', '专有技术秘密',
  '工作秘密', '工作秘密管理办法解读', '个人秘密', '通信秘密', '公民的通信自由和通信秘密受法律保护', '储户秘密', '为储户保密', '银行秘密', '审议秘密', '侦查秘密', '评审秘密',
  '解密', '解密后的档案向社会开放', '定期解密', '加密与解密', '密码', '密切联系群众', '紧密', '严密', '秘书处', '秘书\n密码', '奥秘、密切', '奥秘\n密林',
  '危机\n密切关注', '时机密不可分', '飞机密集起降', '手机密码', '计算机密码', '司机密谋', '机密不可失', '绝密封条', '隔绝密封', '隐秘密道', '神秘密码',
  '★★★★★', '评级：★★★★', '★重点项目', '* 必填', '带★的为国家秘密事项一览', '☆ 保密工作要点', '保守秘密十年如一日', '守口如瓶的秘密10年',
  '国家秘密、工作秘密、商业秘密', '不涉密', '非密', '密级：无', '密级：公开', '密级：非密', '密级：内部公开范围', '此件公开发布', '（此件依申请公开）', '不予公开',
  '长期', '10年', '2027年6月30日', '会议开始前', '启用前', '考试结束前', 'secretary', 'The secretary said so.', 'It is no secret that taxes rose.',
  'confidentiality agreement', 'Confidential information means any data of the parties.', 'trade secrets', 'secret ballot', 'Victoria’s Secret store',
  '密级：公开☑ 秘密□ 机密□', '密级：公开（√） 秘密（ ） 机密（ ）', '密级：☑公开 □秘密 □机密', '密级：R公开 £秘密 £机密', '机密件的管理',
  '1. 绝密：……\n2. 机密：……\n3. 秘密：……', '绝密 机密 秘密', '密级,绝密,机密,秘密', '密级（绝密、机密、秘密）由定密责任人确定', '应当标注密级；机密级文件由专人保管', '所谓"秘密"，是指', '文件分为"绝密"、"机密"、"秘密"三级',
  '本文件机密级别由办公室确定', '保守了秘密，10年来从未外传', '杜绝、密切防范', '不涉及秘密，★为必填', '这是秘密？10元一本', '秘密；★3.投标文件',
]
