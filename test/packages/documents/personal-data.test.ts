import t from 'tap'
import fc from 'fast-check'
import { holdsIdNumber } from '@lightwell/documents/outgoing-text'
import { personalData, type Suggestion } from '@lightwell/documents/personal/personal-data'
import { privacyGround } from '@lightwell/documents/personal/privacy-ground'
import { residentCheckCharacter } from '@lightwell/documents/personal/resident-number'
import { redactText } from '@lightwell/documents/redact-text'
import { regimes } from '@lightwell/regimes/regimes'
import type { Piece } from '@lightwell/reading/reading'

type Told = readonly [text: string, ...found: string[]]

function suggestedIn (text: string): readonly Suggestion[] {
  return personalData({ pieces: [{ place: { kind: 'body' }, text }] }, 'privacy').suggestions
}

/** What is suggested, as "kind: words", with a ? behind the kind of a hint. */
function toldOf (text: string): string[] {
  return suggestedIn(text).map(({ kind, sure, start, end }) => `${kind}${sure ? '' : '?'}: ${[...text].slice(start, end).join('')}`)
}

const data: readonly Told[] = [
  ['身份证号码：11010519491231002X', 'resident_id: 11010519491231002X'],
  ['身份证 110105 19491231 002x。', 'resident_id: 110105 19491231 002x'],
  ['１１０１０５１９４９１２３１００２Ｘ', 'resident_id: １１０１０５１９４９１２３１００２Ｘ'],
  ['110105-19491231-002×', 'resident_id: 110105-19491231-002×'],
  ['一一〇一〇五一九四九一二三一〇〇二X', 'resident_id: 一一〇一〇五一九四九一二三一〇〇二X'],
  ['永久居留 932682198501010017', 'resident_id: 932682198501010017'],
  ['110105194912310021', 'resident_id?: 110105194912310021'],
  ['旧证 110105491231002', 'resident_id?: 110105491231002'],
  ['110105 491231 002', 'resident_id?: 110105 491231 002'],
  ['手机：13800138000', 'mobile: 13800138000'],
  ['138-0013-8000、+86 138 0013 8000', 'mobile: 138-0013-8000', 'mobile: 86 138 0013 8000'],
  ['值班电话：13800138000', 'mobile?: 13800138000'],
  ['1 6 3 7 9 10 5 8 4 2', 'mobile?: 1 6 3 7 9 10 5 8 4 2'],
  ['家里电话 0371-69881234', 'landline?: 0371-69881234'],
  ['电话：69881234', 'landline?: 69881234'],
  ['卡号 6222 0212 3456 7890 128', 'bank_card: 6222 0212 3456 7890 128'],
  ['4111-1111-1111-1111', 'bank_card: 4111-1111-1111-1111'],
  ['账号：1234567890123', 'bank_card?: 1234567890123'],
  ['请写信给 zhang.san+1@qq.com，谢谢', 'email: zhang.san+1@qq.com'],
  ['lisi＠163.com', 'email: lisi＠163.com'],
  ['豫A12345、京AD12345、豫A·1234学', 'plate: 豫A12345', 'plate: 京AD12345', 'plate: 豫A·1234学'],
  ['护照号码：E12345678', 'passport: E12345678'],
  ['持 EA1234567 入境', 'passport?: EA1234567'],
  ['住址：某某县城关镇某村', 'address: 某某县城关镇某村'],
  ['家住某某县青屏大街12号3号楼2单元501室。', 'address?: 某某县青屏大街12号3号楼2单元501室'],
  ['东街村三组15号', 'address?: 东街村三组15号'],
  ['姓名：张三，性别：男', 'name?: 张三'],
  ['姓  名：张 三  性别：男', 'name?: 张 三'],
  ['户主：买买提·艾力', 'name?: 买买提·艾力'],
  ['张三同志、李四某、王某某', 'name?: 张三', 'name?: 王某某'],
  ['村民王小明的宅基地', 'name?: 王小明'],
  ['1\t赵六\t11010519491231002X', 'name?: 赵六', 'resident_id: 11010519491231002X'],
  ['2,欧阳娜娜,13900139000', 'name?: 欧阳娜娜', 'mobile: 13900139000'],
  ['𠮷𠮷：13800138000', 'mobile: 13800138000'],
]

const nobodys = [
  '统一社会信用代码：91350100M000100Y43', '91110000600037341L', '统一社会信用代码 913201199012310029', '注册号：110105491231002', '订单号：202301011234567890',
  '咨询电话：0371-69881234', '举报电话：69881234', '12345', '95588', '400-800-1234', 'foi@xm.gov.cn', '金额13812345678.50元', '13812345678元',
  `SHA-256 ${'ab13812345678cd'.repeat(4)}`, '豫政〔2024〕12号', '第12号公告', '2024年3月5日', '110105194913310029', '6222021234567890123', '123456789012345',
  '广大干部同志们', '全体党员同志', '黄河水利工程', '高新技术', '某某县人民政府办公室', '各行政村、社区', '京广铁路', '豫A座', '0.13812345678', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '000012', '100%', '',
]

t.test('what tells of a person is found, in its span, and what is only likely is a hint', (t) => {
  for (const [text, ...found] of data) t.same(toldOf(text), found, JSON.stringify(text))
  t.end()
})

t.test('numbers of bodies, amounts, codes and days are nobody’s', (t) => {
  for (const text of nobodys) t.same(toldOf(text), [], JSON.stringify(text))
  t.end()
})

const digit = fc.integer({ min: 0, max: 9 })
const resident = fc.tuple(
  fc.constantFrom('110105', '440524', '321083', '810000', '650102', '932682'), fc.date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true }),
  fc.integer({ min: 1, max: 999 }),
).map(([region, born, sequence]) => {
  const id = `${region}${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return id + String(residentCheckCharacter(id))
})
const between = fc.constantFrom('', '', ' ', '\u3000', '\u200b', '-', '·', ' - ', '.', '/', '\n')
const wide = (text: string): string => text.replace(/[0-9X]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
const inWords = (text: string): string => text.replace(/[0-9]/g, (one) => '〇一二三四五六七八九'.charAt(Number(one)))

t.test('every valid resident number is found, however it is set, and hidden whole', (t) => {
  const setting = fc.tuple(resident, fc.array(between, { minLength: 17, maxLength: 17 }), fc.constantFrom((text: string) => text, wide, inWords, (text: string) => text.toLowerCase()))
  fc.assert(fc.property(setting, fc.constantFrom('', '张三', '号：', '1 ', '13800138000 ', '𠮷'), ([id, gaps, written], before) => {
    // Numerals stand in one row.
    const set = written === inWords ? inWords(id) : [...written(id)].map((one, at) => one + (gaps[at] ?? '')).join('')
    const text = `${before}${set}。`
    const [found] = suggestedIn(text).filter(({ kind, sure }) => kind === 'resident_id' && sure)
    if (!holdsIdNumber(text) || found === undefined) return false
    const redaction = redactText(text, [found])
    return redaction.faults === undefined && redaction.proof.passed && redaction.text === `${before}〔███〕。`
  }), { numRuns: 700 })
  t.end()
})

t.test('digits without a real day of birth are no resident number', (t) => {
  const month = fc.constantFrom('00', '13', '47', '99')
  const number = fc.tuple(fc.array(digit, { minLength: 10, maxLength: 10 }), month, fc.array(digit, { minLength: 6, maxLength: 6 }))
    .map(([head, noMonth, tail]) => `${head.join('')}${noMonth}${tail.join('')}`)
  fc.assert(fc.property(number, (text) => !holdsIdNumber(text)), { numRuns: 700 })
  const old = fc.tuple(fc.array(digit, { minLength: 8, maxLength: 8 }), month, fc.array(digit, { minLength: 5, maxLength: 5 }))
    .map(([head, noMonth, tail]) => `${head.join('')}${noMonth}${tail.join('')}`)
  fc.assert(fc.property(old, (text) => !holdsIdNumber(text)), { numRuns: 700 })
  let alarms = 0
  const sample = fc.sample(fc.array(digit, { minLength: 15, maxLength: 18 }), { numRuns: 4000, seed: 7 })
  for (const digits of sample) if (holdsIdNumber(digits.join(''))) alarms += 1
  t.comment(`${alarms} of ${sample.length} rows of 15 to 18 random digits taken for a resident number`)
  t.ok(alarms < 40, `${alarms} false alarms`)
  t.end()
})

t.test('a number that a file keeps in several pieces is found on its page, each part with its area', (t) => {
  const piece = (text: string, left: number, top: number): Piece =>
    ({ text, place: { kind: 'body', page: 2, area: { left, top, width: 0.02 * text.length, height: 0.02 } } })
  const pieces = [piece('002X', 0.5, 0.1), piece('身份证号110105', 0.1, 0.1), piece('19491231', 0.32, 0.1)]
  const { suggestions, complete } = personalData({ pieces }, 'privacy')
  t.equal(complete, true)
  t.match(suggestions, [
    { kind: 'resident_id', sure: true, piece: 0, start: 0, end: 4, ground: 'privacy', place: { page: 2 } },
    { piece: 1, start: 4, end: 10 }, { piece: 2, start: 0, end: 8 },
  ])
  const [, label] = suggestions
  t.ok(label !== undefined && Number(label.place.area?.left) > 0.15 && Number(label.place.area?.width) < 0.2, 'the area is that of the number')
  t.end()
})

t.test('the area of what stands in a line follows its characters where they were told apart', (t) => {
  const text = '13800138000，以上'
  const area = { left: 0.2, top: 0.5, width: 0.6, height: 0.1 }
  // The line was read upside down, and its digits are broad.
  const cells = [...text].map((_, at) => ({ left: at < 11 ? 0.94 - at * 0.08 : 0.13 - (at - 10) * 0.04, top: 0.1, width: at < 11 ? 0.06 : 0.03, height: 0.8 }))
  const areaOf = (piece: Partial<Piece>) => personalData({ pieces: [{ text, place: { kind: 'picture', page: 1, area }, ...piece }] }, 'privacy').suggestions[0]?.place.area
  const [told, reckoned] = [areaOf({ cells }), areaOf({})]
  t.ok(told !== undefined && told.left > 0.2 + 0.6 * 0.05 && told.left < 0.2 + 0.6 * 0.14 && told.left + told.width > 0.799, JSON.stringify(told))
  t.same([told?.top, told?.height], [0.5, 0.1], 'with all above and below them')
  t.equal(reckoned?.left, 0.2)
  t.end()
})

t.test('a suggestion repeats nothing of what it hides', (t) => {
  const told = JSON.stringify(suggestedIn('张三同志 11010519491231002X 13800138000 住址：某某县城关镇某村'))
  for (const word of ['张三', '1101', '1380', '城关镇']) t.notMatch(told, word)
  t.end()
})

t.test('each regime withholds what is private on a ground of its own', (t) => {
  for (const regime of regimes) t.equal(regime.grounds[privacyGround(regime)]?.family, 'withheld', regime.version)
  t.equal(regimes.find(({ id }) => id === 'order_711')?.grounds['privacy']?.article, '15')
  t.equal(regimes.find(({ id }) => id === 'county')?.grounds['privacy']?.article, '6(3)')
  t.throws(() => privacyGround({ grounds: {}, version: 'none@1' }))
  t.end()
})

t.test('more than can be listed is told, and a long text costs seconds', (t) => {
  const before = process.cpuUsage()
  const { suggestions, complete } = personalData({ pieces: [{ place: { kind: 'body' }, text: '张三 11010519491231002X\n'.repeat(20_000) }] }, 'privacy')
  t.equal(suggestions.length, 10_000)
  t.equal(complete, false)
  for (const piece of ['1-', '村1', '王', '@', '姓名：', '路1号', '一']) personalData({ pieces: [{ place: { kind: 'body' }, text: piece.repeat(100_000 / piece.length) }] }, 'privacy')
  t.ok(process.cpuUsage(before).user < 10_000_000)
  t.end()
})
