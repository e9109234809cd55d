import type { DefaultTreeAdapterTypes } from 'parse5'

type Element = DefaultTreeAdapterTypes.Element

/** The classes, ids and elements that the style sheets of a page keep from being seen, as selectors write them. */
export type UnseenRules = ReadonlySet<string>

const unseen = new RegExp([
  'display\\s*:\\s*none', 'visibility\\s*:\\s*(?:hidden|collapse)', 'opacity\\s*:\\s*0(?:\\.0*)?\\s*(?:;|!|$)',
  'font(?:-size)?\\s*:\\s*(?:0(?![.\\d])|0?\\.\\d|[12](?:\\.\\d+)?(?:px|pt))', '(?<!-)color\\s*:\\s*(?:transparent|rgba\\([^)]*,\\s*0(?:\\.0*)?\\s*\\))',
  '(?:left|top|right|bottom|margin(?:-\\w+)?|text-indent)\\s*:\\s*-\\d{3,}', 'scale[XY]?\\(\\s*0\\s*[,)]',
  '(?:^|;)\\s*(?:max-)?(?:width|height)\\s*:\\s*0(?:px)?\\s*(?:;|$)', 'clip(?:-path)?\\s*:\\s*(?:rect|inset|circle|polygon)',
].join('|'), 'i')
const white = /(?<!-)color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))/i
const background = /background/i
const sheets = /<style[^>]*>([^]*?)<\/style/gi
const rules = /([^{}]{1,2000})\{([^{}]*)\}/g
const lastWord = /[.#]?[\w-]+$/

/** Reads what the style sheets in a page keep from being seen: each selector by its last word. */
export function unseenRules (page: string): UnseenRules {
  const found = new Set<string>()
  for (const [, sheet = ''] of page.matchAll(sheets)) {
    for (const [, selectors = '', style = ''] of sheet.matchAll(rules)) {
      if (!hides(style)) continue
      for (const selector of selectors.split(',')) found.add(lastWord.exec(selector.trim())?.[0] ?? '')
    }
  }
  return found
}

/** Whether an element is kept from being seen, by itself or by a style sheet. */
export function isUnseen ({ tagName, attrs }: Element, unseenBy: UnseenRules): boolean {
  return unseenBy.has(tagName) || attrs.some(({ name, value }) => {
    if (name === 'class') return value.split(/\s+/).some((one) => unseenBy.has(`.${one}`))
    return name === 'hidden' || (name === 'style' && hides(value)) || (name === 'id' && unseenBy.has(`#${value}`))
  })
}

/** White words on a ground of their own are seen. */
function hides (style: string): boolean {
  return unseen.test(style) || white.test(style) && !background.test(style)
}

/** The words that a style sheet adds to a page, one after the other. */
export function wordsOfStyle ({ childNodes }: Element): string {
  const sheet = childNodes.map((node) => 'value' in node ? node.value : '').join('')
  const added = [...sheet.matchAll(/content\s*:\s*((?:"[^"]*"|'[^']*'|\s)+)/g)]
  return added.map(([, words = '']) => words.replace(/["'\s]/g, '')).join('')
}
