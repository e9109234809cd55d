import { order711, reconsiderationLaw } from './acts.ts'
import { citing } from './citation.ts'
import type { Settings } from './regime.ts'

const reconsideration = citing(reconsiderationLaw)
const article = citing(order711)

/** What the notice of a decision must tell the applicant he can do about it. */
export const remedies: Settings['remedies'] = {
  reconsideration_first: reconsideration('20, 23.1(4)', {
    inForceFrom: '2024-01-01',
    before: 'reconsideration_or_suit',
    // The 15 days to sue run from the result of the reconsideration, and only if there is one.
    opens: ['reconsideration'],
    text: {
      zh: '如对本机关不予公开的决定不服，可以自收到本告知书之日起60日内依法申请行政复议。依照《中华人民共和国行政复议法》' +
        '第二十三条第一款第（四）项的规定，应当先申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内' +
        '依法向人民法院提起行政诉讼。',
      en: 'If you do not accept the decision to withhold, you may apply for administrative reconsideration within 60 ' +
        'days of receiving this notice. Under Article 23, paragraph 1, item (4) of the Administrative ' +
        'Reconsideration Law you must apply for reconsideration first; if you do not accept its result, you may ' +
        'bring a suit in the people’s court within 15 days of receiving it.',
    },
  }, {
    zh: '适用于依据条例第十四条至第十六条不予公开的情形，与最高人民法院的解释一致（法释〔2025〕8号）。',
    en: 'It covers refusals under arts. 14 to 16 of Order 711, as the Supreme People’s Court reads it (法释〔2025〕8号).',
  }),

  reconsideration_or_suit: article('51', {
    opens: ['reconsideration', 'lawsuit'],
    text: {
      zh: '如对本答复不服，可以自收到本告知书之日起60日内依法申请行政复议，或者自收到本告知书之日起6个月内依法向人民法院' +
        '提起行政诉讼。',
      en: 'If you do not accept this answer, you may apply for administrative reconsideration within 60 days of ' +
        'receiving this notice, or bring a suit in the people’s court within six months of receiving it.',
    },
  }, {
    zh: '六十日见行政复议法第二十条，六个月见行政诉讼法第四十六条。',
    en: 'The 60 days stand in art. 20 of the reconsideration law, the six months in art. 46 of the litigation law.',
  }),
}
