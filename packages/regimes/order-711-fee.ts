import { feeRule, order711 } from './acts.ts'
import { citing } from './citation.ts'
import type { Fee } from './regime.ts'

const article = citing(order711)
const rule = citing(feeRule)

/**
 * 信息处理费: nothing is charged but for clearly excessive requests (art. 42), by one of two progressive scales
 * (国办函〔2020〕109号).
 */
export const order711Fee: Fee = {
  charged: article('42', true, 'Only where an officer proposes it for an excessive number and another person decides so.'),
  byItem: rule('4', { steps: [{ upTo: 10, yuanEach: 0 }, { upTo: 30, yuanEach: 100 }], everyTenMore: 100 }),
  byVolume: rule('5', {
    steps: [
      { upTo: 30, yuanEach: 0 }, { upTo: 100, yuanEach: 10 }, { upTo: 200, yuanEach: 20 }, { upTo: null, yuanEach: 40 },
    ],
  }),
  payWithin: rule('7', 20, 'Counted after the day of the notice.'),
  clock: rule('8', 'restart_on_payment', 'The time to answer is counted anew after the day of payment.'),
  unpaid: rule('7', 'abandoned'),
}
