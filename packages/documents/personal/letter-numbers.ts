import { type FoldedText, gap } from '../folded-text.ts'
import { labelBehind } from './labels.ts'
import type { PersonalSighting } from './sighting.ts'

const plates = new RegExp('[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-HJ-NP-Z]·?' +
  '(?=[A-Z]{0,3}[0-9])[A-HJ-NP-Z0-9]{4,5}(?:[挂学警港澳领]|[A-HJ-NP-Z0-9])', 'g')
// Ordinary, service, Hong Kong and Macao passports of China; a permit to cross has a letter and eight digits too.
const passports = /(?:E[0-9A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|[DSP]E[0-9]{7}|MA[0-9]{7}|KJ?[0-9]{7,8}|[HMC][0-9]{8,10})/g
const passportBehind = /(?:护照|通行证|旅行证|居留证|Passport)(?:证件)?(?:号码?|No\.?)?[:(]?$/i
// The numbers of those who write from a place of the state are its own.
const official = /\.gov(?:\.[a-z]{2})?$/i
const inAddress = /[A-Za-z0-9._%+-]/
const longestAddress = 64

/** Car plates, passports and e-mail addresses. */
export function * letterNumbers (folded: FoldedText): Generator<PersonalSighting> {
  yield * platesIn(folded)
  yield * passportsIn(folded)
  yield * emailsIn(folded)
}

function * platesIn (folded: FoldedText): Generator<PersonalSighting> {
  for (const { index: start, 0: plate } of folded.text.matchAll(plates)) {
    if (endsWord(folded, start + plate.length)) yield { kind: 'plate', sure: true, start, end: start + plate.length }
  }
}

function * passportsIn (folded: FoldedText): Generator<PersonalSighting> {
  for (const { index: start, 0: number } of folded.text.matchAll(passports)) {
    const begins = start === 0 || folded.flags[start] !== 0 || !/[A-Za-z0-9]/.test(folded.text.charAt(start - 1))
    if (!begins || !endsWord(folded, start + number.length)) continue
    yield { kind: 'passport', sure: labelBehind(folded, start, passportBehind), start, end: start + number.length }
  }
}

function * emailsIn (folded: FoldedText): Generator<PersonalSighting> {
  const { text } = folded
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let [start, end] = [at, at + 1]
    while (at - start < longestAddress && inAddress.test(text.charAt(start - 1)) && !isApart(folded, start)) start -= 1
    while (end - at < longestAddress && inAddress.test(text.charAt(end)) && !isApart(folded, end)) end += 1
    const domain = text.slice(at + 1, end).replace(/[.-]+$/, '')
    if (start === at || !/^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(domain) || official.test(domain)) continue
    yield { kind: 'email', sure: true, start, end: at + 1 + domain.length }
  }
}

function isApart ({ flags }: FoldedText, at: number): boolean {
  return at < flags.length && ((flags[at] as number) & gap) !== 0
}

function endsWord (folded: FoldedText, at: number): boolean {
  return isApart(folded, at) || !/[A-Za-z0-9]/.test(folded.text.charAt(at))
}
