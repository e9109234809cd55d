import type { Findings } from '../findings.ts'
import type { Place, PlaceKind } from '../reading.ts'
import { readXml, type Tag, type XmlListener } from '../xml.ts'

/** Gathers what one part of a file says, by the kind of its place, so that a text is not cut where its markup is. */
export type PartText = {
  say (kind: PlaceKind, text: string): void
  /** What no program shows as text. Said once, however often it is there. */
  aside (text: string): void
  /** Attributes that have words in them. */
  attributes (tag: Tag): void
  /**
   * Reads the XML of the part, and then tells the findings what it says, each kind as one piece, however far it went.
   */
  listen (bytes: Uint8Array, listenTo: (root: Tag) => XmlListener): void
}

// Names and numbers are one word of ASCII; descriptions, formulas, addresses of people are more.
const wordy = /[^\x20-\x7e]|\S\s+\S|@|(?:\d[-._]?){11}|_x[\da-f]{4}_|%[\da-f]{2}%/i
const described = new Set(['descr', 'title', 'alt', 'tooltip', 'string', 'prompt', 'displayText', 'val:text', 'author'])

/** Begins the text of a part; its asides are hidden text. */
export function openPartText (findings: Findings, place: Omit<Place, 'kind'>): PartText {
  const said = new Map<PlaceKind, string[]>()
  const asides: string[] = []
  const known = new Set<string>()
  const say = (kind: PlaceKind, text: string): void => {
    const texts = said.get(kind)
    if (texts === undefined) said.set(kind, [text])
    else texts.push(text)
  }
  // A character by itself may be one of a word that is written in pieces.
  const aside = (text: string): void => {
    const words = text.trim()
    if (words === '' || (words.length > 1 && known.has(words))) return
    known.add(words)
    asides.push(words)
  }
  return {
    say,
    aside,
    attributes ({ attributes }) {
      for (const [name, value] of Object.entries(attributes)) {
        if (described.has(name) || wordy.test(value)) aside(value)
      }
    },
    listen (bytes, listenTo) {
      try {
        readXml(bytes, listenTo)
      } finally {
        if (asides.length > 0) say('hidden', `\n${asides.join('\n')}`)
        for (const [kind, texts] of said) findings.add({ place: { ...place, kind }, text: texts.join('') })
      }
    },
  }
}
