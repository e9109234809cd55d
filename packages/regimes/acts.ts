import type { Act } from './citation.ts'

export const order711: Act = {
  name: {
    zh: '中华人民共和国政府信息公开条例',
    en: 'Regulation of the People’s Republic of China on Open Government Information (State Council Order 711)',
  },
  tier: 'administrative_regulation',
}

/** The Regulation before its revision, in force until 2019-05-14. */
export const order492: Act = {
  name: {
    zh: '中华人民共和国政府信息公开条例（国务院令第492号）',
    en: 'Regulation of the People’s Republic of China on Open Government Information (State Council Order 492)',
  },
  tier: 'administrative_regulation',
}

export const countyRule: Act = {
  name: { zh: '政务信息公开实施细则', en: 'County Implementation Rule on Open Government Affairs' },
  tier: 'normative_document',
}

/** Where the county lets its bodies withhold what no exemption names. */
export const secrecyOpinions: Act = {
  name: {
    zh: '关于做好政务信息公开中保密管理工作的意见',
    en: 'Opinions on the Management of Secrecy in Open Government Affairs',
  },
  tier: 'normative_document',
}

export const reconsiderationLaw: Act = {
  name: {
    zh: '中华人民共和国行政复议法',
    en: 'Administrative Reconsideration Law of the People’s Republic of China',
  },
  tier: 'law',
}

export const litigationLaw: Act = {
  name: {
    zh: '中华人民共和国行政诉讼法',
    en: 'Administrative Litigation Law of the People’s Republic of China',
  },
  tier: 'law',
}

/** How answers are served, and which day counts: hand delivery and post. */
export const serviceLetter: Act = {
  name: {
    zh: '国务院办公厅政府信息与政务公开办公室关于政府信息公开处理决定送达问题的解释',
    en: 'Interpretation of the State Council General Office on the Service of Decisions (2016, no. 235)',
  },
  tier: 'normative_document',
}

/** What may be charged for excessive requests. */
export const feeRule: Act = {
  name: {
    zh: '政府信息公开信息处理费管理办法',
    en: 'Measures on the Information Processing Fee for Open Government Information (2020, no. 109)',
  },
  tier: 'normative_document',
}

/** How secrets are kept: doubtful matters, leaks, periods. */
export const secrecyRegulation: Act = {
  name: {
    zh: '中华人民共和国保守国家秘密法实施条例',
    en: 'Implementing Regulation of the Law on Guarding State Secrets (State Council Order 786)',
  },
  tier: 'administrative_regulation',
}
