import { bearsMark, holdsIdNumber } from './outgoing-text.ts'

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': '\'', '&amp;': '&' }

/**
 * Whether a page, as its reader sees it, is free of marks and of identity numbers. Hashes, which stand in `code`, are
 * left out: their digits may look like such a number by chance.
 */
export function isCleanPage (page: string): boolean {
  const text = page.replace(/<(style|code)>[^]*?<\/\1>/g, '').replace(/<\/(?:p|dd|dt|li|h\d)>/g, '\n').replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? '')
  return !bearsMark(text) && !holdsIdNumber(text)
}
