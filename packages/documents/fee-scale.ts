import type { Fee, FeeStep } from '@lightwell/regimes/regime'
import type { Language } from '@lightwell/regimes/citation'
import { type Block, list } from './paper.ts'

/** By which of the two scales a fee was worked out. */
export type FeeScale = 'by_item' | 'by_volume'

/** A scale of the processing fee as a list, a step a line, so that a reader can work the amount out for himself. */
export function scaleOf (fee: Fee, scale: FeeScale, language: Language): Block {
  const { steps } = scale === 'by_item' ? fee.byItem.value : fee.byVolume.value
  const lines = steps.map((step, at) => lineOf(step, (steps[at - 1]?.upTo ?? 0) + 1, { scale, language }))
  const rest = scale === 'by_item' ? [beyond(fee, language)] : []
  return list([...lines, ...rest])
}

function lineOf ({ upTo, yuanEach }: FeeStep, from: number, { scale, language }: { scale: FeeScale, language: Language }): string {
  if (language === 'en') {
    const range = upTo === null ? `from ${from}` : `${from} to ${upTo}`
    return `${scale === 'by_item' ? 'request' : 'page'} ${range}: ${yuanEach === 0 ? 'free' : `${yuanEach} yuan each`}`
  }
  const unit = scale === 'by_item' ? '件' : '页'
  const range = upTo === null ? `第${from}${unit}以上` : `第${from}至${upTo}${unit}`
  return `${range}：${yuanEach === 0 ? '不收费' : `每${unit}${yuanEach}元`}`
}

function beyond ({ byItem }: Fee, language: Language): string {
  const { steps, everyTenMore } = byItem.value
  const from = (steps.at(-1)?.upTo ?? 0) + 1
  return language === 'en'
    ? `from request ${from}: ${everyTenMore} yuan more for each further ten begun`
    : `第${from}件以上：以10件为一档，每增加一档，收费标准提高${everyTenMore}元/件`
}
