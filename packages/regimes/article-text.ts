import type { Cited, Language } from './citation.ts'

const notation = /^(?<article>[1-9]\d?)(?:\.(?<paragraph>[1-9]\d?))?(?:\((?<item>[1-9]\d?)\))?$/

/** One article in short notation (`33.2`, `36(4)`) as a notice writes it: 第三十三条第二款, Article 36, item (4). */
function oneArticle (short: string, language: Language): string {
  const found = notation.exec(short)?.groups
  if (found === undefined) throw new Error(`"${short}" is not an article number such as 33.2 or 36(4).`)
  const { article, paragraph, item } = found
  if (language === 'en') {
    return `Article ${article}${paragraph ? `, paragraph ${paragraph}` : ''}${item ? `, item (${item})` : ''}`
  }
  return `第${chinese(article)}条${paragraph ? `第${chinese(paragraph)}款` : ''}${item ? `第（${chinese(item)}）项` : ''}`
}

/** 1 to 99 as Chinese laws number their articles. */
function chinese (number: string | undefined): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
  const tens = Math.floor(Number(number) / 10)
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[Number(number) % 10]}`
}

/** The articles of a citation in words, without the name of the act. Throws on a malformed number. */
export function articleText (article: string, language: Language): string {
  return article.split(', ').map((one) => oneArticle(one, language)).join(language === 'en' ? ' and ' : '、')
}

/** A citation as a notice writes it: 《政务信息公开实施细则》第六条第（一）项; Freedom of Information Act 2000, s. 10(2). */
export function citationText ({ act, article, verbatim }: Pick<Cited, 'act' | 'article' | 'verbatim'>, language: Language): string {
  const articles = verbatim ? article : articleText(article, language)
  return language === 'en' ? `${act.en}, ${articles}` : `《${act.zh}》${articles}`
}
