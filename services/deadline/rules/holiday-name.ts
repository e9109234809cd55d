// The calendars are published in Chinese; these are the usual English names.
const english: Readonly<Record<string, string>> = {
  元旦: 'New Year’s Day',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  抗日战争暨世界反法西斯战争胜利70周年纪念日: '70th anniversary of victory in the war',
}

/** The name of a holiday in the reader's language; as published where it has no English one. */
export function holidayName (name: string, language: 'zh-CN' | 'en'): string {
  if (language === 'zh-CN') return name
  return name.split('、').map((one) => english[one] ?? one).join(' and ')
}
