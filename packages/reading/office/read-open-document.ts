import { attempt, type Findings } from '../findings.ts'
import { openPartText } from './part-text.ts'
import type { PlaceKind } from '../reading.ts'
import { withColumns } from './with-columns.ts'
import { eachTag, type Tag, type XmlListener } from '../xml.ts'
import type { PartText } from './part-text.ts'

type Parts = ReadonlyMap<string, Uint8Array>

/** Elements whose text belongs to a place of its own. */
const kinds: Record<string, PlaceKind> = {
  annotation: 'comment', note: 'note', notes: 'note', 'tracked-changes': 'tracked_change', header: 'header',
  'header-left': 'header', 'header-first': 'header', footer: 'footer', 'footer-left': 'footer', 'footer-first': 'footer',
  'hidden-text': 'hidden', 'hidden-paragraph': 'hidden', 'document-meta': 'metadata', 'master-page': 'header',
  'ruby-text': 'note',
}
const paragraphs = new Set(['p', 'h'])
const signs: Record<string, string> = { tab: '\t', 'line-break': '\n', s: ' ' }

/** Reads the XML parts of an odt, ods or odp file. Answers how many sheets or slides it has. */
export function readOpenDocument (parts: Parts, findings: Findings): number | undefined {
  if (isEncrypted(parts)) findings.fault({ code: 'encrypted' })
  let pages = 0
  for (const [name, bytes] of parts) {
    // Settings that nobody changed are left empty.
    if (bytes.length === 0) continue
    const hidden = hiddenStyles(bytes)
    const part = openPartText(findings, { name })
    attempt(findings, { kind: 'body', name }, () => part.listen(bytes, () => withColumns(part, listener(part, hidden))))
    eachTag(name === 'content.xml' ? bytes : undefined, ({ name: element, attributes }) => {
      if (element === 'page' || (element === 'table' && attributes['name'] !== undefined)) pages += 1
    })
  }
  return pages > 0 ? pages : undefined
}

function isEncrypted (parts: Parts): boolean {
  let encrypted = false
  eachTag(parts.get('META-INF/manifest.xml'), ({ name }) => {
    encrypted ||= name === 'encryption-data'
  })
  return encrypted
}

/** Styles that keep what has them from being seen: sheets, pages and words. */
function hiddenStyles (bytes: Uint8Array): Set<string> {
  const hidden = new Set<string>()
  let style = ''
  eachTag(bytes, ({ name, attributes }) => {
    if (name === 'style') style = attributes['name'] ?? ''
    const { display = '', visibility, color = '', 'font-size': size = '', 'background-color': ground } = attributes
    const isFaint = /^#f.f.f.$/i.test(color) && ground === undefined || /^[012](\.\d+)?pt$/.test(size)
    if (/^(false|none)$/.test(display) || visibility === 'hidden' || isFaint) hidden.add(style)
  })
  hidden.delete('')
  return hidden
}

function listener (part: PartText, hiddenStyle: ReadonlySet<string>): XmlListener {
  const within: PlaceKind[] = ['body']
  let inParagraph = 0
  const kindAt = ({ name, attributes }: Tag): PlaceKind => {
    const outer = within.at(-1)!
    const { 'style-name': style = '', visibility = '' } = attributes
    const hides = hiddenStyle.has(style) || /^(collapse|filter)$/.test(visibility)
    if (outer === 'hidden' || hides) return 'hidden'
    return Object.hasOwn(kinds, name) ? kinds[name]! : outer
  }
  return {
    open (tag) {
      const kind = kindAt(tag)
      within.push(kind)
      if (paragraphs.has(tag.name)) inParagraph += 1
      if (inParagraph > 0) part.say(kind, signs[tag.name] ?? '')
      part.attributes(tag)
    },
    close (name) {
      const kind = within.pop()!
      if (paragraphs.has(name)) {
        inParagraph -= 1
        part.say(kind, '\n')
      }
    },
    text (text) {
      const kind = within.at(-1)!
      if (inParagraph > 0) part.say(kind, text)
      else if (kind === 'metadata') part.say(kind, `${text}\n`)
      else part.aside(text)
    },
    aside: part.aside,
  }
}
