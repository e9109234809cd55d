import { holidayNames } from '@lightwell/calendar/holiday-names'

// The first of several pairs wins.
const english = new Map(holidayNames.toReversed())
const chinese = new Map(holidayNames.map(([zh, en]): [string, string] => [en, zh]))
const substitute = ' (substitute day)'

/** The name of a holiday in the reader's language; as published where it has none in that language. */
export function holidayName (name: string, language: 'zh-CN' | 'en'): string {
  const known = language === 'en' ? english.get(name) : chinese.get(name)
  if (known !== undefined) return known
  const names = name.split('、')
  if (language === 'en') return names.map((one) => english.get(one) ?? one).join(' and ')
  return names.map(inChinese).join('、')
}

function inChinese (name: string): string {
  if (name.endsWith(substitute)) return `${inChinese(name.slice(0, -substitute.length))}（补假）`
  return chinese.get(name) ?? name
}
