import t from 'tap'
import fc from 'fast-check'
import { feeByItem, feeByVolume } from '@lightwell/regimes/processing-fee'
import { findRegime } from '@lightwell/regimes/regimes'

const national = findRegime('order_711')!
const { fee } = national
const number = fc.integer({ min: 1, max: 5_000 })

t.test('nothing is charged by default: the county never does, Order 711 only for excessive requests', (t) => {
  t.match(findRegime('county')!.fee.charged, { value: false, article: '3', overrides: { value: true, article: '42' } })
  t.equal(fee.charged.value, true)
  t.same(fee.payWithin.value, { n: 20, unit: 'working_days' })
  t.end()
})

t.test('by item: ten a month are free, then each costs what its band costs', (t) => {
  const bands: [number, number][] = [
    [1, 0], [10, 0], [11, 100], [30, 100], [31, 200], [40, 200], [41, 300], [50, 300], [51, 400], [100, 800], [101, 900],
  ]
  for (const [at, yuan] of bands) t.equal(feeByItem(fee, at), yuan, `the request number ${at}`)
  t.end()
})

t.test('by volume: thirty pages are free, and each price holds for the pages of its step alone', (t) => {
  const amounts: [number, number][] = [
    [1, 0], [30, 0], [31, 10], [100, 700], [101, 720], [200, 2_700], [201, 2_740], [300, 6_700],
  ]
  for (const [pages, yuan] of amounts) t.equal(feeByVolume(fee, pages), yuan, `${pages} pages`)
  t.end()
})

t.test('more never costs less', (t) => {
  fc.assert(fc.property(number, (at) => {
    return feeByItem(fee, at) <= feeByItem(fee, at + 1) && feeByVolume(fee, at) <= feeByVolume(fee, at + 1)
  }))
  t.end()
})

t.test('the volume fee is the sum of its pages, priced one by one', (t) => {
  const priceOf = (page: number): number => page <= 30 ? 0 : page <= 100 ? 10 : page <= 200 ? 20 : 40
  fc.assert(fc.property(number, (pages) => {
    let naive = 0
    for (let page = 1; page <= pages; page += 1) naive += priceOf(page)
    return feeByVolume(fee, pages) === naive
  }), { numRuns: 50 })
  t.end()
})

t.test('an item above the thirtieth costs a hundred more for each ten begun', (t) => {
  fc.assert(fc.property(fc.integer({ min: 31, max: 5_000 }), (at) => feeByItem(fee, at) === feeByItem(fee, at - 10 < 31 ? 30 : at - 10) + 100))
  t.end()
})
