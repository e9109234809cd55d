import type { Fee } from './regime.ts'

/**
 * What a request costs in yuan as the `number`th of its applicant in a calendar month, from 1: nothing up to the tenth,
 * then 100, and from the thirty-first another 100 with every ten begun (国办函〔2020〕109号 art. 4).
 */
export function feeByItem ({ byItem }: Fee, number: number): number {
  const { steps, everyTenMore } = byItem.value
  const within = steps.find(({ upTo }) => upTo === null || number <= upTo)
  if (within !== undefined) return within.yuanEach
  const last = steps.at(-1)
  const beyond = number - (last?.upTo ?? 0)
  return (last?.yuanEach ?? 0) + everyTenMore * Math.ceil(beyond / 10)
}

/**
 * What so many pages cost in yuan. The scale is progressive (超额累进): each step's price holds for the pages within it
 * alone (art. 5).
 */
export function feeByVolume ({ byVolume }: Fee, pages: number): number {
  const { steps } = byVolume.value
  return steps.reduce((sum, { upTo, yuanEach }, at) => {
    const before = steps[at - 1]?.upTo ?? 0
    return sum + Math.max(0, Math.min(pages, upTo ?? pages) - before) * yuanEach
  }, 0)
}
