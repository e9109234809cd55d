import t, { type Test } from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import type { Mark } from '@lightwell/documents/mark'
import { isExpired } from '@lightwell/documents/mark-expiry'
import { isPlainPeriod } from '@lightwell/documents/mark-period'
import { findMarks } from '@lightwell/documents/marks'

/** The fields of a period; a text is a period that is kept and not understood. */
type Expected =
  { years?: number, months?: number, until?: string, condition?: string, indefinite?: true } | string | null
type Row = readonly [text: string, level: Mark['level'], period?: Expected]

const [S, C, T] = ['secret', 'confidential', 'top_secret'] as const

const stateSecrets: readonly Row[] = [
  // As the rules write it.
  ['秘密★1年', S, { years: 1 }],
  ['秘密★10年', S, { years: 10 }],
  ['机密★20年', C, { years: 20 }],
  ['绝密★30年', T, { years: 30 }],
  ['绝密★长期', T, { indefinite: true }],
  ['机密★永久', C, { indefinite: true }],
  ['秘密★6个月', S, { months: 6 }],
  ['秘密★6月', S, { months: 6 }],
  ['秘密★1年6个月', S, { years: 1, months: 6 }],
  ['机密★', C, null],
  ['秘密★2027年6月30日', S, { until: '2027-06-30' }],
  ['秘密★至2027年6月30日', S, { until: '2027-06-30' }],
  ['机密★2028年2月', C, { until: '2028-02-29' }],
  ['机密★2030年', C, { until: '2030-12-31' }],
  ['机密★2027-6-30', C, { until: '2027-06-30' }],
  ['机密★2027.06.30', C, { until: '2027-06-30' }],
  ['机密★20270630', C, { until: '2027-06-30' }],
  ['机密★卫星启用前', C, { condition: '卫星启用前' }],
  ['机密★会议开始前', C, { condition: '会议开始前' }],
  ['秘密★正式公布前', S, { condition: '正式公布前' }],
  ['秘密★任务完成后', S, { condition: '任务完成后' }],
  // Chinese numerals.
  ['秘密★十年', S, { years: 10 }],
  ['机密★二十年', C, { years: 20 }],
  ['机密★十五年', C, { years: 15 }],
  ['绝密★三十年', T, { years: 30 }],
  ['秘密★三个月', S, { months: 3 }],
  ['绝密★一百二十年', T, { years: 120 }],
  ['秘密★二〇二七年六月三十日', S, { until: '2027-06-30' }],
  // Blanks, line breaks and invisible characters.
  ['绝 密 ★ 3 0 年', T, { years: 30 }],
  ['绝　密　★　３０　年', T, { years: 30 }],
  ['秘\u200b密\u200d★\ufeff10\u00ad年', S, { years: 10 }],
  ['秘\u00a0密\t★ 10\u2009年', S, { years: 10 }],
  ['秘\ufe0f密★\ufe0e10年', S, { years: 10 }],
  ['秘\u{e0101}密★10年', S, { years: 10 }],
  ['机\n密\n★\n5 年', C, '5年'],
  ['机密★\r\n5年', C, '5年'],
  ['机密★1\r\n0年', C, { years: 10 }],
  ['机\u0301密★5年', C, { years: 5 }],
  // Stars.
  ['秘密☆10年', S, { years: 10 }],
  ['秘密*10年', S, { years: 10 }],
  ['秘密＊10年', S, { years: 10 }],
  ['秘密⭐10年', S, { years: 10 }],
  ['秘密★★10年', S, { years: 10 }],
  ['秘密(★)10年', S, { years: 10 }],
  ['秘密：★10年', S, { years: 10 }],
  ['绝密★（30年）', T, { years: 30 }],
  ['机密级★10年', C, { years: 10 }],
  ['国家秘密★10年', S, { years: 10 }],
  ['某某公司\n秘密★10年', S, { years: 10 }],
  ['内部 秘密★10年', S, { years: 10 }],
  ['秘密*', S, null],
  ['★秘密★', S, null],
  // What text recognition and other scripts make of it.
  ['机密女10年', C, { years: 10 }],
  ['机密大20年', C, { years: 20 }],
  ['绝密文长期', T, { indefinite: true }],
  ['秘密太 2027年6月30日', S, { until: '2027-06-30' }],
  ['秘密★1O年', S, '1O年'],
  ['機密★10年', C, { years: 10 }],
  ['絕密★長期', T, { indefinite: true }],
  ['祕密★3個月', S, { months: 3 }],
  ['秘密★１０年', S, { years: 10 }],
  ['秘密★6个⽉', S, { months: 6 }],
  ['机密★⻓期', C, { indefinite: true }],
  // In a form or table.
  ['密级：机密', C, null],
  ['密级: 秘密', S, null],
  ['密 级 ： 绝 密', T, null],
  ['【密级】机密', C, null],
  ['密级\t机密\t编号\t3', C, null],
  ['密级：机密★3年', C, { years: 3 }],
  ['密级：秘密 10年', S, { years: 10 }],
  ['密级和保密期限：秘密10年', S, { years: 10 }],
  ['紧急程度：加急    密级：机密级', C, null],
  ['密级：□公开 ☑秘密', S, null],
  ['{"密级":"机密"}', C, null],
  ['秘密等级：机密', C, null],
  ['保密级别：秘密', S, null],
  // Before a paragraph.
  ['（秘密）本段说明部署情况。', S, null],
  ['前文。\n(机密) 本段说明部署情况。', C, null],
  ['前文。\n二、（机密）本段说明部署情况。', C, null],
  ['【绝密】本段说明部署情况。', T, null],
  // Alone in the head of a paper or a page.
  ['秘密', S, null],
  ['机 密', C, null],
  ['机密级', C, null],
  ['机密女', C, null],
  ['机\n密', C, null],
  ['秘密 10年', S, { years: 10 }],
  ['000012\n机密  特急\n某某县人民政府文件', C, null],
  ['000012 绝密 特急', T, null],
  ['份号：000123 秘密', S, null],
  ['某某县人民政府文件\n\n秘密\n关于某事的通知', S, null],
  [`第一页。\n${'正文。\n'.repeat(40)}\f机密\n第二页。`, C, null],
  ['**机密**', C, null],
  // Somewhere in a long text.
  [`${'正文内容。\n'.repeat(200)}附件 机密★5年`, C, { years: 5 }],
  ['发文机关 秘密★5年 2026年3月5日', S, { years: 5 }],
]

const possible: readonly Row[] = [
  ['绝密★启用前', T, { condition: '启用前' }],
  ['绝密★考试结束前', T, { condition: '考试结束前' }],
  ['绝密☆启用前 试卷类型：A', T, { condition: '启用前' }],
  ['一份文件定为机密，应标注为“机密★10年”。', C, { years: 10 }],
  ['标明「秘密★」字样', S, null],
  ['商业秘密★5年', S, { years: 5 }],
  ['工作秘密★', S, null],
  ['机密·10年', C, { years: 10 }],
  ['秘密●10年', S, { years: 10 }],
  ['关于部署的图（机密）', C, null],
  ['这是秘密*，见脚注', S, null],
  ['密级：绝密/机密/秘密', T, null],
  ['密级：□绝密 □机密 □秘密', T, null],
  [`${'正文。\n'.repeat(40)}机密\n正文。`, C, null],
  [`${'正文。\n'.repeat(40)}机密 5年\n正文。`, C, { years: 5 }],
  ['他们都知道这个秘密女10年', S, { years: 10 }],
]

const internal = [
  '内部资料', '内部资料 不得外传', '内部资料，注意保管', '（内部使用）', '内部事项 注意保管', '工作秘密', '【工作秘密】', '内部',
  '内 部 资 料', '內部資料', '仅供内部参考', '内部文件 严禁外传', '不得外传', '密级：内部', '密级：工作秘密', '内部★5年',
  '本资料不得外传。', '本材料仅供领导参阅，此件请勿外传。', '某某局编印 内部资料 注意保存', '特急\n内部传阅\n关于某事的报告',
]

const innocent = [
  '商业秘密', '属于商业秘密的，不予公开。', '保守国家秘密法', '《中华人民共和国保守国家秘密法》第二十条', '工作秘密的管理',
  '国家秘密', '涉及国家秘密、商业秘密、个人隐私的信息', '秘密级文件', '一份秘密级省委文件', '绝密级不超过三十年，机密级不超过二十年',
  '国家秘密的密级分为绝密、机密、秘密三级', '机密级国家秘密是重要的国家秘密', '绝密是最重要的国家秘密', '依法确定为国家秘密的政府信息',
  '泄露国家秘密', '保守秘密10年', '守了20年的秘密', '秘密投票', '以秘密方式进行', '数据的机密性、完整性和可用性', '揭开秘密',
  '秘密花园', '商业机密', '军事机密不容泄露', '机密文件管理办法', '机要室', '保密期限', '保密审查', '解密', '解密时间', '加密传输',
  '危机\n密切关注', '奥秘密切相关', '密级', '密级：公开', '密级：无', '密级：非密', '密级由定密责任人确定', '★重点工程', '评分★★★★☆',
  '国家秘密*', '**国家秘密**', '保守国家秘密\n* 第二条', '泄露国家秘密的\n★ 从重处分', '“绝密”、“机密”、“秘密”', '所谓“秘密”',
  '小说《秘密》', '（国家秘密）', '（商业秘密）', '（三）秘密', '1. 绝密\n2. 机密\n3. 秘密', '一、机密\n二、秘密', '绝密 机密 秘密',
  '国家秘密的标志为“★”，“★”前标密级', '密级★保密期限', '秘密工作', '秘密警察', '机密级计算机', '绝密级载体应当两人携带',
  '内部管理', '内部控制制度', '内部资料性出版物管理办法', '不得泄露内部资料', '单位内部传阅后归档', '技术秘方不得外传给他人',
  '请注意保管好个人财物', '此件公开发布', '（此件依申请公开）', '知道这个秘密女士', '秘密大量存在', '秘书\n密码',
  '2024年度城南片区征地补偿方案及发放明细', '', ' \n\t', '10年', '长期',
]

t.test('marks of the secrecy law are found with level and period', (t) => {
  for (const row of stateSecrets) check(t, 'state_secret', row)
  t.ok(stateSecrets.length >= 80)
  t.end()
})

t.test('a mark written backwards under an override of direction is read as it is shown', (t) => {
  t.match(findMarks('\u202E年01★密秘\u202C\n正文'), [{ kind: 'state_secret', level: 'secret', period: { years: 10 } }])
  t.same(findMarks('\u202E文正'), [])
  t.match(findMarks('正文。\n年01★密秘关于某事'), [{ kind: 'state_secret', level: 'secret', offset: 4, length: 6 }],
    'a program that writes from the end of a line is no hiding place')
  t.match(findMarks('机密✡5年'), [{ kind: 'state_secret', level: 'confidential' }])
  t.end()
})

t.test('what only looks like a mark is for a person, and not dropped', (t) => {
  for (const row of possible) check(t, 'possible', row)
  t.end()
})

function check (t: Test, kind: Mark['kind'], [text, level, expected = null]: Row): void {
  const mark = findMarks(text).find((found) => found.level !== null)
  const name = JSON.stringify(text.length > 60 ? text.slice(-60) : text)
  if (mark === undefined) return void t.fail(`${name} has a mark`)
  t.match(mark, { kind, level, page: 1 }, name)
  if (expected === null) t.equal(mark.period, null, `${name} names no period`)
  else if (typeof expected === 'string') t.same(mark.period, { text: expected }, `${name} has a period not understood`)
  else t.same(mark.period, { text: mark.period?.text, ...expected }, `${name} has its period`)
}

t.test('a list of levels gives a mark for each that is ticked or open', (t) => {
  t.same(findMarks('密级：□绝密 □机密 ☑秘密').map(({ kind, level }) => [kind, level]),
    [['possible', 'top_secret'], ['state_secret', 'secret']])
  t.end()
})

t.test('stamps of internal papers are found and are no state secret', (t) => {
  for (const text of internal) {
    const found = findMarks(text)
    t.match(found, [{ kind: 'internal', level: null, period: null }], JSON.stringify(text))
    t.equal(found.length, 1, `${JSON.stringify(text)} is one stamp`)
  }
  t.end()
})

t.test('ordinary talk of secrets is no mark', (t) => {
  for (const text of innocent) t.same(findMarks(`某某通知\n某某县\n${text}`), [], JSON.stringify(text))
  t.ok(innocent.length >= 60)
  t.end()
})

t.test('a mark is quoted as it stands, at its place', (t) => {
  const text = '某某县人民政府办公室编印，共印二十份。\r\n机 密 ★ 10 年\r\n关于某事的通知和后面很长很长很长很长的一段正文内容以及更多更多'
  const [mark] = findMarks(text)
  t.equal(mark?.offset, text.indexOf('机 密'))
  t.ok(text.includes(mark?.quote ?? 'nothing'))
  t.match(mark?.quote, /机 密 ★ 10 年/)
  t.equal(mark?.quote.length, 40)
  t.end()
})

t.test('a quote is well-formed text even where it cuts a character', (t) => {
  const [mark] = findMarks(`𠮷𠮷𠮷𠮷a\n机密★10年${'𠮷'.repeat(40)}`)
  t.ok(mark?.quote.isWellFormed())
  t.end()
})

t.test('all marks are found, in order', (t) => {
  const text = '秘密★5年\n内部资料 不得外传\n（机密）一段。\n附件 绝密★长期'
  t.same(findMarks(text).map(({ kind, level }) => level ?? kind), ['secret', 'internal', 'confidential', 'top_secret'])
  t.end()
})

t.test('解密 beside a mark is noted, and the mark stays', (t) => {
  for (const text of ['秘密★10年 解密', '【解密】机密★5年', '机密★5年（已解密）', '解密\n机密★5年']) {
    t.match(findMarks(text), [{ kind: 'state_secret', declassifiedNote: true }], text)
  }
  for (const text of ['秘密★2030年6月30日解密', '机密★10年解密']) {
    t.equal(findMarks(text)[0]?.declassifiedNote, undefined, text)
  }
  t.end()
})

t.test('blanks, line breaks and invisible characters never hide a mark', (t) => {
  const marks = fc.constantFrom(...stateSecrets.map(([text, level]) => ({ text, level }))
    .filter(({ text }) => /★/.test(text) && !/[\ud800-\udfff]/.test(text)))
  const blanks = [' ', '\u3000', '\t', '\u00a0', '\u200b', '\u200d', '\u00ad', '\ufeff', '\u2060', '\ufe0f', '\u0301']
  const inserted = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...blanks)), { maxLength: 12 })
  fc.assert(fc.property(marks, inserted, ({ text, level }, insertions) => {
    const spread = insertions.reduce((whole, [at, blank]) => whole.slice(0, at) + blank + whole.slice(at), text)
    return findMarks(`某某文件。${spread}`).some((mark) => mark.kind === 'state_secret' && mark.level === level)
  }), { numRuns: 2000 })
  const broken = fc.array(fc.tuple(fc.nat(30), fc.constantFrom('\n', '\r\n', '\u2028')), { minLength: 1, maxLength: 6 })
  fc.assert(fc.property(marks, broken, ({ text, level }, insertions) => {
    const spread = insertions.reduce((whole, [at, blank]) => whole.slice(0, at) + blank + whole.slice(at), text)
    return findMarks(spread).some((mark) => mark.kind !== 'internal' && mark.level === level)
  }), { numRuns: 2000 })
  t.end()
})

t.test('a line break never gives a mark a shorter period than it has', (t) => {
  // The date of the paper on the next line is not the day of declassification.
  t.same(findMarks('秘密★\n2026年3月5日').map((mark) => isExpired(mark, '2026-11-22' as Day)), [false])
  t.same(findMarks('秘密\n2026年3月5日')[0]?.period, null)
  t.end()
})

t.test('a period is plain when it is a day, a length or 长期, and no word of the paper besides', (t) => {
  for (const text of ['10年', '二十年', '1年6个月', '6个月', '30日', '三十天', '2027年6月30日', '至2027年6月', '2027-06-30', '20270630',
    '长期', '永久', '１０ 年', '長期']) t.ok(isPlainPeriod(text), text)
  for (const text of ['', '张三', '10年张三', '张三10年', '会议开始前', '2027年6月30日解密', '10年\n张三', '另行通知']) {
    t.notOk(isPlainPeriod(text), text)
  }
  t.end()
})

t.test('any text is read without failing, and every mark lies in it', (t) => {
  const pieces = fc.constantFrom('秘密', '机密', '绝密', '密', '★', '*', '级', '10', '年', '二十', '月', '长期', '前', '（', '）',
    '密级：', '内部', '资料', '不得外传', '□', '“', '”', '\n', '\f', ' ', '\ud800', '\u{e0101}', '𠮷', '2027年', '女', '解密')
  fc.assert(fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 30 }), (parts) => {
    const text = parts.join('')
    return findMarks(text).every(({ offset, quote, kind, level, period }) =>
      offset >= 0 && offset < text.length && quote.length <= 40 && (kind === 'internal') === (level === null) &&
      (period === null || period.text.length > 0))
  }), { numRuns: 3000 })
  t.end()
})

t.test('ten megabytes are read in seconds, and what repeats without end costs no more', (t) => {
  const pieces = [['政府信息公开。\n', 3_500_000], ['秘密', 500_000], ['秘密★', 500_000], ['秘密大', 500_000],
    ['（机密', 500_000], ['密级：□', 500_000], ['内部', 500_000], ['0000秘密0000', 500_000]] as const
  for (const [piece, length] of pieces) {
    const text = piece.repeat(length / piece.length)
    const before = process.cpuUsage()
    findMarks(text)
    const { user } = process.cpuUsage(before)
    t.ok(user < 10_000_000, `${JSON.stringify(piece)}: ${user} µs`)
  }
  t.end()
})

t.test('what could not be read between the characters of a mark does not hide it', (t) => {
  for (const noise of ['\ud83c', '\udc00', '\udb40', '\ufffd', '\u0000']) {
    for (let at = 0; at <= 5; at++) {
      const text = `${'机密★5年'.slice(0, at)}${noise}${'机密★5年'.slice(at)}`
      t.match(findMarks(text)[0], { kind: 'state_secret', level: 'confidential' }, JSON.stringify(text))
    }
  }
  t.end()
})

t.test('a mark that heads every page is listed a hundred times, and another is still found', (t) => {
  const marks = findMarks(`${'秘密★10年\n正文。\f'.repeat(500)}机密★20年`)
  t.equal(marks.length, 101)
  t.equal(marks.at(-1)?.level, 'confidential')
  t.end()
})

t.test('a mark expires on the day after its last, and only if that day is known', (t) => {
  const today = '2026-11-22' as Day
  for (const [text, issuedOn, expired] of [
    ['秘密★2026年11月21日', undefined, true],
    ['秘密★2026年11月22日', undefined, false],
    ['秘密★2027年6月30日', '1990-01-01', false],
    ['秘密★10年', undefined, false],
    ['秘密★10年', '2016-11-21', true],
    ['秘密★10年', '2016-11-22', false],
    ['秘密★6个月', '2026-05-21', true],
    ['秘密★1年6个月', '2025-05-22', false],
    ['秘密★', '2016-11-21', true],
    ['秘密★', '2016-11-22', false],
    ['机密★', '2006-11-21', true],
    ['机密★', '2016-11-21', false],
    ['绝密★', '1996-11-21', true],
    ['绝密★', '1996-11-22', false],
    ['绝密★长期', '1950-01-01', false],
    ['机密★会议开始前', '1990-01-01', false],
    ['秘密★1O年', '1990-01-01', false],
    ['秘密★另行通知', '1990-01-01', false],
    ['秘密★9999年', '1990-01-01', false],
    ['秘密★0年', '1990-01-01', false],
    ['内部资料', '1950-01-01', false],
  ] as const) {
    const [mark] = findMarks(text)
    t.equal(mark && isExpired(mark, today, issuedOn as Day | undefined), expired, `${text}, issued ${issuedOn}`)
  }
  t.end()
})
