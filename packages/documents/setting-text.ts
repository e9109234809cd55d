import type { Bilingual, Language, Setting } from '@lightwell/regimes/citation'
import type { Codes } from '@lightwell/regimes/codes'
import type { FeeStep, PartialDays, PayWithin, ReceiptRule, Regime } from '@lightwell/regimes/regime'
import { channelNames, fieldNames } from '@lightwell/regimes/setting-names'
import type { TermRule } from '@lightwell/regimes/term'
import { nothingWords, settingWords } from './setting-words.ts'

type Words = (zh: string, en: string) => string
type Write = (value: never, words: Words, regime: Regime) => string

const days = (n: number, words: Words): string => lengthOf(n, 'working_days', words)

/** How the values of some settings are written; of all others their kind tells. */
const byPath: Readonly<Record<string, Write>> = {
  'limit.base': (n: number, words, { limit }) => lengthOf(n, limit.unit.value, words),
  'limit.afterAcknowledgement': (n: number, words, { limit }) => lengthOf(n, limit.unit.value, words),
  'limit.extendedTotal': (n: number, words, { limit }) => words('共', '') + lengthOf(n, limit.unit.value, words) + words('', ' in total'),
  'limit.dueHour': (hour: number) => `${hour}:00`,
  'clarification.limit': days,
  'consultation.thirdParty.limit': (n: number, words, { consultation }) => lengthOf(n, consultation.thirdParty.unit.value, words),
  'consultation.otherBody.limit': (n: number, words, { consultation }) => lengthOf(n, consultation.otherBody.unit.value, words),
  'excessive.deferral': days,
  'fee.payWithin': ({ n, unit }: PayWithin, words) => lengthOf(n, unit, words) +
    (unit === 'months' ? words('，通知之日计入', ', the day of the notice among them') : words('，自通知次日起', ' after the day of the notice')),
  'fee.byItem': ({ steps, everyTenMore }: { steps: readonly FeeStep[], everyTenMore: number }, words) => [
    ...scale(steps, words), ...everyTenMore === 0 ? [] : [words(`此后每十件增加${everyTenMore}元`, `${everyTenMore} yuan more for each further ten`)],
  ].join(words('；', '; ')) || none(words),
  'fee.byVolume': ({ steps }: { steps: readonly FeeStep[] }, words) => scale(steps, words).join(words('；', '; ')) || none(words),
  partialDays: ({ first, last }: PartialDays, words) => words(
    `首日${first ? '计入' : '不计入'}，末日${last ? '计入' : '不计入'}`,
    `the first ${first ? 'counts' : 'does not count'}, the last ${last ? 'counts' : 'does not'}`),
  'codes.channels': (rows: Codes['channels']['value'], words, { codes }) => Object.entries(rows).map(([channel, row]) =>
    `${inWords(channelNames[channel], words, channel)} → ${inWords(codes.channelRows.value[row], words, row)}`).join(words('；', '; ')),
}

/** A value of a regime in the words of a sheet. Throws for a code that has none. */
export function settingText (regime: Regime, path: string, { value }: Setting<unknown>, language: Language): string {
  const words: Words = (zh, en) => language === 'en' ? en : zh
  if (value === null) return inWords(nothingWords[path], words, path)
  const write = byPath[path] as ((value: unknown, words: Words, regime: Regime) => string) | undefined
  if (write !== undefined) return write(value, words, regime)
  if (path.endsWith('.contact')) {
    return (value as readonly string[]).map((field) => inWords(fieldNames[field], words, field)).join(words('、', ', '))
  }
  return textOf(value, path, words)
}

function textOf (value: unknown, path: string, words: Words): string {
  if (typeof value === 'boolean') return value ? words('是', 'yes') : words('否', 'no')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return isPlain(value, path) ? value : word(value, path, words)
  if (Array.isArray(value)) return value.map((one: unknown) => textOf(one, path, words)).join(words('、', ', '))
  return partsOf(value as Readonly<Record<string, unknown>>, path, words)
}

// A day, an hour and the id of a calendar are what they are in every language.
function isPlain (value: string, path: string): boolean {
  return path === 'calendar' || /^\d/.test(value)
}

function partsOf (value: Readonly<Record<string, unknown>>, path: string, words: Words): string {
  if (typeof value['zh'] === 'string') return inWords(value as Bilingual, words, path)
  if ('text' in value) return textOf(value['text'], path, words)
  if ('name' in value) return textOf(value['name'], path, words)
  if ('least' in value) return words(`${String(value['least'])}至${String(value['most'])}个工作日`, `${String(value['least'])} to ${String(value['most'])} working days`)
  if ('confirmation' in value) return receiptText(value as ReceiptRule, words)
  if ('duty' in value) return termText(value as TermRule, words)
  return Object.values(value).map((one) => textOf(one, path, words)).join(words('；', '; ')) || none(words)
}

function receiptText ({ day, confirmation, confirmWithin }: ReceiptRule, words: Words): string {
  const within = confirmWithin === undefined ? ''
    : confirmWithin === 0 ? words('，限到达当日', ' on the day of the arrival') : words(`，限${confirmWithin}个工作日内`, ` within ${days(confirmWithin, words)}`)
  return `${word(day, '', words)}${words('；', '; ')}${word(confirmation, '', words)}${within}`
}

function termText ({ unit, n, duty, roll, repeats }: TermRule, words: Words): string {
  return [
    n === null ? words('由文书、命令或者计划指定', 'a paper, an order or a plan names the day') : lengthOf(n, unit, words),
    ...duty === null ? [] : [words(`责任：${word(duty, '', words)}`, `done by ${word(duty, '', words)}`)],
    ...roll === 'forward' ? [words('遇休息日顺延', 'moved on from a day off')] : [],
    ...repeats ? [words('循环进行', 'again and again')] : [],
  ].join(words('；', '; '))
}

function scale (steps: readonly FeeStep[], words: Words): string[] {
  return steps.map(({ upTo, yuanEach }, at) => {
    const from = (steps[at - 1]?.upTo ?? 0) + 1
    const range = upTo === null ? words(`${from}以上`, `from ${from}`) : `${from}–${upTo}`
    return `${range}${words('：', ': ')}${yuanEach === 0 ? words('不收费', 'free') : words(`每项${yuanEach}元`, `${yuanEach} yuan each`)}`
  })
}

function lengthOf (n: number, unit: string, words: Words): string {
  const { zh, en } = settingWords[unit] as Bilingual
  return words(`${n}${zh}`, `${n} ${n === 1 ? en.replace(/s$/, '') : en}`)
}

function word (code: string, path: string, words: Words): string {
  return inWords(settingWords[`${path}=${code}`] ?? settingWords[code], words, `${path}=${code}`)
}

function inWords (text: Bilingual | undefined, words: Words, code: string): string {
  if (text === undefined) throw new Error(`A sheet has no words for ${code}`)
  return words(text.zh, text.en)
}

function none (words: Words): string {
  return words('无', 'none')
}
