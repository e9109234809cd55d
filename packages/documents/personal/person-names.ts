import { type FoldedText, gap, lineStart } from '../folded-text.ts'
import type { PersonalSighting } from './sighting.ts'

// The commonest surnames, without those that other words mostly begin with (全, 党, 方面, 高度, 于是).
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜' +
  '范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚庞樊殷施翟倪严牛温俞葛章鲁韦毕聂焦向柳邢岳齐梅庄辛涂祁耿詹关费纪靳童' +
  '欧甄裴祝宫柏窦霍卫柴简鲍覃'
const compound = '欧阳|司马|上官|诸葛|尉迟|皇甫|令狐|慕容|司徒|东方'
const surname = `(?:${compound}|[${surnames}])`
const labels = new RegExp('(?:姓名|名字|联系人|申请人|户主|当事人|被处罚人|被执行人|被征收人|委托人|代理人|法定代表人|收款人|领款人|监护人|患者|死者|伤者|' +
  '学生|家长|原告|被告|证人|举报人|投诉人|信访人|业主|承包人|受益人|收件人|寄件人|持证人|户名|领取人)(?:签[名字]|姓名)?[:]', 'g')
const titled = new RegExp(`${surname}(?:某{1,2}|某?\\p{Script=Han}{0,2})(?=同志|先生|女士|小姐|老师|医生|律师|法官|警官)`, 'gu')
const veiled = new RegExp(`${surname}某(?:某|\\p{Script=Han}(?=[,。;、()]))?`, 'gu')
const afterTitle = new RegExp('(?:书记|省长|市长|县长|区长|镇长|乡长|局长|厅长|处长|科长|主任|所长|院长|校长|站长|队长|村长|组长|经理|董事长|代表|村民|居民|职工|教师|' +
  `司机|驾驶员)(?<name>${surname}\\p{Script=Han}{1,2}?)(?=[,。;:、()]|同志|[的在说指与和及等因于从向将被把对率到主作为是])`, 'gu')
const named = new RegExp(`^${surname}\\p{Script=Han}{1,2}$`, 'u')
const longest = 12

/** Names of people as hints: after a label, beside a title, and left of a number that is somebody's in a table. */
export function * personNames (folded: FoldedText, numbers: readonly PersonalSighting[]): Generator<PersonalSighting> {
  const { text } = folded
  for (const { index, 0: label } of text.matchAll(labels)) {
    const end = nameEnd(folded, index + label.length)
    if (end - index - label.length >= 2) yield name(index + label.length, end)
  }
  for (const pattern of [titled, veiled]) {
    for (const { index, 0: words } of text.matchAll(pattern)) yield name(index, index + words.length)
  }
  for (const { index, 0: words, groups } of text.matchAll(afterTitle)) {
    yield name(index + words.length - (groups?.['name']?.length ?? 0), index + words.length)
  }
  for (const { start } of numbers) {
    const found = nameBefore(folded, start)
    if (found !== undefined) yield found
  }
}

function name (start: number, end: number): PersonalSighting {
  return { kind: 'name', sure: false, start, end }
}

/** To the blank after the name, but 张 三 is one. */
function nameEnd (folded: FoldedText, start: number): number {
  const { text } = folded
  let end = start
  while (end - start < longest && /[\p{Script=Han}·]/u.test(text.charAt(end))) {
    if (end > start + 1 && has(folded, end, gap) || end > start && has(folded, end, lineStart)) break
    end += 1
  }
  // Without a blank after it, only the usual length of a name is one.
  const isName = text.slice(start, end).includes('·') || end - start <= 4
  return isName ? end : start + 3
}

/** The cell or the word before a number, on its line. */
function nameBefore (folded: FoldedText, start: number): PersonalSighting | undefined {
  const { text } = folded
  let end = start
  while (end > start - 2 && /[,|;、:(]/.test(text.charAt(end - 1)) && !has(folded, end, lineStart)) end -= 1
  if (end === start && !has(folded, start, gap) || has(folded, end, lineStart)) return undefined
  let from = end
  while (end - from < 5 && /\p{Script=Han}/u.test(text.charAt(from - 1)) && (from === end || !has(folded, from, gap))) from -= 1
  return named.test(text.slice(from, end)) ? name(from, end) : undefined
}

function has ({ flags }: FoldedText, at: number, flag: number): boolean {
  return at < flags.length && ((flags[at] as number) & flag) !== 0
}
