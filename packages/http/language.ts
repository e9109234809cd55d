import type { Text } from './refusal.ts'

/** The languages of the product. zh-CN is the default. */
export type Language = 'zh-CN' | 'en'

/** The language a reader asks for by Accept-Language (RFC 9110); zh-CN when he asks for neither. */
export function preferredLanguage (acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'zh-CN'
  const wishes = acceptLanguage.split(',').map((wish) => {
    const [range = '', ...parameters] = wish.trim().toLowerCase().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
    return { range, quality: quality === undefined ? 1 : Number(quality) }
  }).filter(({ range, quality }) => /^(zh|en)\b/.test(range) && quality > 0)
  wishes.sort((a, b) => b.quality - a.quality)
  return wishes[0]?.range.startsWith('en') ? 'en' : 'zh-CN'
}

/** Words in a language. */
export function inLanguage (text: Text, language: Language): string {
  return language === 'en' ? text.en : text.zh
}
