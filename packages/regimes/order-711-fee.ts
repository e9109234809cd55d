import { feeRule, order711 } from './acts.ts'
import { citing } from './citation.ts'
import type { Fee } from './regime.ts'

const article = citing(order711)
const rule = citing(feeRule)

/**
 * 信息处理费: nothing is charged but for clearly excessive requests (art. 42), by one of two progressive scales
 * (国办函〔2020〕109号). Its arts. 1 to 5 were read; what is cited of arts. 6 and 7 was not seen in the original, and must be
 * checked before a fee is charged.
 */
export const order711Fee: Fee = {
  charged: article('42', true, {
    zh: '仅在数量、频次明显超过合理范围，由承办人提出并由他人决定时收取。',
    en: 'Only where an officer proposes it for an excessive number and another person decides so.',
  }),
  byItem: rule('4', { steps: [{ upTo: 10, yuanEach: 0 }, { upTo: 30, yuanEach: 100 }], everyTenMore: 100 }),
  byVolume: rule('5', {
    steps: [
      { upTo: 30, yuanEach: 0 }, { upTo: 100, yuanEach: 10 }, { upTo: 200, yuanEach: 20 }, { upTo: null, yuanEach: 40 },
    ],
  }),
  payWithin: rule('6', { n: 20, unit: 'working_days' }, {
    zh: '自通知之日的次日起计算。',
    en: 'Counted after the day of the notice.',
  }),
  clock: rule('6', 'restart_on_payment', {
    zh: '答复期限自缴费次日起重新计算。',
    en: 'The time to answer is counted anew after the day of payment.',
  }),
  unpaid: rule('6', 'abandoned'),
  objection: rule('7', {
    zh: '对收取信息处理费的决定有异议的，不能单独就该决定申请行政复议或者提起行政诉讼；可以在缴费期满后，就本机关不再处理' +
      '该申请的行为，依照《中华人民共和国政府信息公开条例》第五十一条的规定，向上一级行政机关或者政府信息公开工作主管部门' +
      '投诉、举报，或者依法申请行政复议、提起行政诉讼。',
    en: 'The fee itself cannot be taken to reconsideration or to court. If you do not accept it, you may, once the time ' +
      'to pay is over and the request is no longer handled, complain under Article 51 of the Regulation on Open ' +
      'Government Information to the next higher body or to the department in charge of open government, apply for ' +
      'administrative reconsideration, or bring a suit.',
  }),
}
