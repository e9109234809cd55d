import type { Act } from './citation.ts'

// Their articles are written as their own country cites them.
const law = { tier: 'law', verbatim: true } as const

export const ukFoia: Act = {
  ...law, name: { zh: '英国2000年信息自由法', en: 'Freedom of Information Act 2000 (United Kingdom)' },
}

export const scotlandFoisa: Act = {
  ...law, name: { zh: '2002年信息自由（苏格兰）法', en: 'Freedom of Information (Scotland) Act 2002' },
}

export const usFoia: Act = {
  ...law, name: { zh: '美国信息自由法', en: 'Freedom of Information Act (United States)' },
}

export const nyFoil: Act = {
  ...law, name: { zh: '纽约州公职人员法（信息自由）', en: 'Public Officers Law, article 6: Freedom of Information Law (New York)' },
}

export const deIfg: Act = {
  ...law, name: { zh: '德国联邦信息自由法', en: 'Informationsfreiheitsgesetz des Bundes (Germany)' },
}

export const deCivilCode: Act = {
  ...law, name: { zh: '德国民法典', en: 'Bürgerliches Gesetzbuch (Germany)' },
}

export const deCourtRules: Act = {
  ...law, name: { zh: '德国行政法院法', en: 'Verwaltungsgerichtsordnung (Germany)' },
}

export const caAtia: Act = {
  ...law, name: { zh: '加拿大信息获取法', en: 'Access to Information Act (Canada)' },
}

export const caInterpretation: Act = {
  ...law, name: { zh: '加拿大法律解释法', en: 'Interpretation Act (Canada)' },
}

export const bcFoippa: Act = {
  ...law,
  name: { zh: '不列颠哥伦比亚省信息自由与隐私保护法', en: 'Freedom of Information and Protection of Privacy Act (British Columbia)' },
}
