declare const htmlBrand: unique symbol

/** Markup that is safe to put into a page: only the `html` tag makes it. */
export type Html = Readonly<{ markup: string, [htmlBrand]: true }>

/** What may stand in a template: text is escaped, markup is not, and nothing is written for undefined. */
export type HtmlValue = string | number | undefined | Html | readonly HtmlValue[]

const safe = new WeakSet<object>()
const escapes: Readonly<Record<string, string>> =
  { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' }
// Not allowed in a page (XML 1.0); blanks and line breaks are.
const unwritable = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu

/**
 * Writes markup, with every value escaped for text and for quoted attributes. Values never stand in tag names,
 * unquoted attributes, styles or scripts.
 */
export function html (markup: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const written = Object.freeze({ markup: String.raw({ raw: markup }, ...values.map(write)) }) as Html
  safe.add(written)
  return written
}

function write (value: HtmlValue): string {
  if (value === undefined) return ''
  if (isList(value)) return value.map(write).join('')
  // Only what `html` made is trusted: an object that was read from JSON is not.
  if (typeof value === 'object') return safe.has(value) ? value.markup : escapeText(String(value))
  return escapeText(String(value))
}

function isList (value: HtmlValue): value is readonly HtmlValue[] {
  return Array.isArray(value)
}

function escapeText (text: string): string {
  return text.toWellFormed().replace(unwritable, '\uFFFD').replace(/[&<>"']/g, (character) => escapes[character] ?? '')
}
