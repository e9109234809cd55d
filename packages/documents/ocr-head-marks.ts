import type { FoldedText } from './folded-text.ts'
import { starLookAlikes } from './mark-alphabet.ts'
import type { MarkLevel, Sighting } from './mark.ts'
import { type PeriodFound, readPeriod } from './mark-period.ts'

// What text recognition makes of the characters of a level, without those that would build words of the language (科室).
const firsts: Readonly<Record<MarkLevel, string>> = {
  secret: '秘袖秋铋秽祕柲泌秆杺秕秒枕必', confidential: '机杌枫杋札朳肌饥矶凯讥', top_secret: '绝绐纪绍绌绘纯绳绎缍艳',
}
const allFirsts = Object.values(firsts).join('')
const seconds = '密宓蜜窗宣宦定寂窖宙寄宫窑寮宝宋害'
const levels = { 秘密: 'secret', 机密: 'confidential', 绝密: 'top_secret' } as const

const lead = '^[\\p{P}\\p{S}0-9A-Za-z]{0,12}'
const label = '\\p{Script=Han}?级[\\p{P}\\p{S}]'

/** How a line begins that is a mark if a period, or nothing else, follows the two characters of its level. */
const beginnings: readonly RegExp[] = [
  new RegExp(`${lead}(?:${label}{0,2})?(?<pair>[${allFirsts}][${seconds}])`, 'u'),
  // One of the two was read, and what stands beside it is no word of the language (机要, 保密).
  /^[\p{P}\p{S}]{0,3}(?<pair>[秘机绝](?![要关构器场会])\p{Script=Han}|(?![保涉加解泄])\p{Script=Han}密)/u,
]
/**
 * Lines that are a mark as they are: after a label, with a typed star and a number, with a star that was read as a
 * character and nothing after it, or a time that was misread.
 */
const wholes: readonly RegExp[] = [
  new RegExp(`${lead}${label}{1,2}(?<pair>[${allFirsts}]\\p{Script=Han}|\\p{Script=Han}[密宓蜜])`, 'u'),
  /^(?<pair>\p{Script=Han}{2})[*★][0-9]{1,3}\p{Script=Han}{0,2}$/u,
  /^(?<pair>[秘机绝]密)(?!级)\p{Script=Han}[\p{P}\p{S}]{0,2}$/u,
  /^(?<pair>[秘机绝]密)(?!级)(?:.{3,12}[前后]|.?[0-9]{1,4}.{0,3})$/u,
]
/** What has the shape of a mark, where hardly a character of it was read for sure. */
const garbled: readonly RegExp[] = [
  /^\p{P}{0,2}(?<pair>[^第共总]\p{Script=Han})[\p{Script=Han}\p{P}\p{S}][0-9]{1,3}\p{Script=Han}{1,2}$/u,
  /^[[【〔](?<pair>\p{Script=Han}{2})[\]】〕]$/u,
  new RegExp(`^(?<pair>[${allFirsts}](?![要律])\\p{Script=Han})$`, 'u'),
]
// Of less confidence is dirt.
const garbledConfidence = { from: 30, to: 70 }
// Of as much, characters are what they read.
const clearConfidence = 90

const nothingElse = new RegExp(`^级?[\\p{P}\\p{S}${starLookAlikes}]{0,3}$`, 'u')
// A star and the number of a period whose unit was misread.
const numbered = new RegExp(`^[${starLookAlikes}][0-9]{1,4}.{0,3}$`, 'u')
const characters = /[\p{L}〓]/gu
const labelBefore = /^\p{Script=Han}?级/u
// How much may follow a period on its line: dirt, and the rest of a date that was misread. Between a level and its period
// stands a star, which may be read as up to two characters.
const mostAfter = [9, 9, 3] as const
const longestPeriod = 16

/**
 * The mark that a line in the head of a page is, if it may be one; it is sure only where its level is spelled right.
 * `confidence` (0 to 100) is that with which the line was read.
 */
export function headMarkOf (folded: FoldedText, confidence: number): Sighting | undefined {
  const isGarbled = confidence >= garbledConfidence.from && confidence <= garbledConfidence.to
  return starred(folded, confidence >= clearConfidence) ?? begun(folded) ?? whole(folded, isGarbled ? [...wholes, ...garbled] : wholes)
}

/**
 * Two characters before a star, or what one or three were read for them: those of a level. A star with something unread
 * beside it may be one of a mark too; one that stands between other words, clearly read, is an ornament (八一★).
 */
function starred (folded: FoldedText, isClear: boolean): Sighting | undefined {
  const { text } = folded
  for (let star = text.indexOf('★'), start = 0; star >= 0; start = star + 1, star = text.indexOf('★', start)) {
    const before = (text.slice(start, star).match(characters) ?? []).join('').replace(labelBefore, '')
    const isLevel = before.length === 2 || before.length === 3 || (before.length === 1 && (seconds.includes(before) || /★〓{2}/.test(text)))
    const isOrnament = isClear && !isLike(before) && !/[0-9前后止]|长期/u.test(text.slice(star))
    if (isLevel && !isOrnament && text.length - star <= longestPeriod) {
      return sighted(before, { start, past: star + 1, period: readPeriod(folded, star + 1) })
    }
  }
  return undefined
}

function isLike (read: string): boolean {
  return [...read].some((character) => `${allFirsts}${seconds}〓`.includes(character))
}

function begun (folded: FoldedText): Sighting | undefined {
  for (const beginning of beginnings) {
    const found = beginning.exec(folded.text)
    if (found === null) continue
    const past = found[0].length
    const period = periodNear(folded, past)
    const rest = folded.text.slice(past)
    if (period === undefined && !nothingElse.test(rest) && !numbered.test(rest)) continue
    return sighted(found.groups?.['pair'] ?? '', { start: past - 2, past, period })
  }
  return undefined
}

function whole (folded: FoldedText, shapes: readonly RegExp[]): Sighting | undefined {
  const pair = shapes.map((shape) => shape.exec(folded.text)?.groups?.['pair']).find((read) => read !== undefined)
  if (pair === undefined) return undefined
  const start = folded.text.indexOf(pair)
  return { ...sighted(pair, { start, past: start + 2, period: periodNear(folded, start + 2) }), kind: 'possible' }
}

type Found = { start: number, past: number, period: PeriodFound | undefined }

function sighted (read: string, { start, past, period }: Found): Sighting {
  const exact = Object.entries(levels).find(([level]) => read.endsWith(level))?.[1]
  const level = exact ?? (Object.keys(firsts) as MarkLevel[]).find((one) => [...firsts[one]].some((first) => read.includes(first)))
  return { kind: exact === undefined ? 'possible' : 'state_secret', level: level ?? null, period: period?.period ?? null, start, end: period?.end ?? past }
}

function periodNear (folded: FoldedText, past: number): PeriodFound | undefined {
  return mostAfter.map((after, odd) => ({ after, period: readPeriod(folded, past + odd) }))
    .find(({ after, period }) => period?.sure && folded.text.length - period.end <= after)?.period
}
