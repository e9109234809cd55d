import { type FoldedText, lineStart, wideGap } from '../folded-text.ts'
import { labelBehind } from './labels.ts'
import type { PersonalSighting } from './sighting.ts'

// What a house number stands after, and the number of the house, of the flat or of the group of a village.
const houses = new RegExp('(?:大街|大道|[路街巷弄村组队庄屯寨营坊里苑园城厦楼场区]|小区|社区|胡同|花园|公寓|广场)' +
  '(?:[东西南北中]段)?(?:第?(?:[0-9A-Z-]{1,6}|[一二三四五六七八九十]{1,3})(?:号楼|号院|单元|村民组|[号栋幢座组队室户弄]|附[0-9]{1,3}号)){1,5}' +
  '(?:[0-9]{2,4}(?:室|房|户|号)?)?', 'g')
const districts = /(?:省|自治区|自治州|市|州|盟|[县区旗镇乡]|街道|办事处|村|社区|[路街巷]|大道)/
const part = /[\p{Script=Han}0-9A-Za-z]/u
const anyBehind = /(?:住所?|居住|户籍|户口|家庭|通讯|通信|联系|邮寄|收件|寄件|收货|送达)(?:所在)?(?:地址|地|址)[:(]?$|住址[:(]?$/
const ownBehind = /(?:住址|住所地?|户籍所在地|户籍地址?|家庭地址|居住地址?|现住|户口所在地)[:(]?$/
const labelled = /(?:住址|户籍所在地|户籍地址?|家庭地址|居住地址?|户口所在地)[:]/g
const longestLead = 40
const longestAddress = 60

/** Where people live: what ends in the number of a house, and what a label calls a home. */
export function * addresses (folded: FoldedText): Generator<PersonalSighting> {
  for (const { index, 0: house } of folded.text.matchAll(houses)) {
    const start = startOf(folded, index)
    const end = index + house.length
    const named = districts.test(folded.text.slice(start, end)) || labelBehind(folded, start, anyBehind)
    if (named) yield { kind: 'address', sure: labelBehind(folded, start, ownBehind), start, end }
  }
  for (const { index, 0: label } of folded.text.matchAll(labelled)) {
    const start = index + label.length
    const end = endOf(folded, start)
    if (end - start >= 4) yield { kind: 'address', sure: true, start, end }
  }
}

/** Back from a house number over the words before it, to the label, the punctuation or the line that they begin after. */
function startOf (folded: FoldedText, at: number): number {
  let start = at
  while (start > 0 && at - start < longestLead && part.test(folded.text.charAt(start - 1)) && !parts(folded, start)) start -= 1
  const words = folded.text.slice(start, at)
  const label = /^.*(?:住在|家住|居住在|现住|位于|坐落于|住|[系为是在于])(?=..)/u.exec(words)?.[0].length ?? 0
  return start + label
}

function endOf (folded: FoldedText, start: number): number {
  let end = start
  while (end < folded.text.length && end - start < longestAddress && (end === start || !parts(folded, end)) &&
    /[^,;。、]/.test(folded.text.charAt(end))) end += 1
  return end
}

function parts ({ flags }: FoldedText, at: number): boolean {
  return ((flags[at] as number) & (lineStart | wideGap)) !== 0
}
