import { SaxesParser, type SaxesAttributeNS } from 'saxes'
import { decodeAs } from './decode-text.ts'
import { ReadingStop } from './findings.ts'

/** An element by its name without prefix and the space that the name is of, and its attributes by their names. */
export type Tag = { name: string, space: string, attributes: Record<string, string> }

/** Who listens to an XML text. `aside` gets what no program shows: comments, instructions, declarations. */
export type XmlListener = {
  open (tag: Tag): void
  close (name: string): void
  text (text: string): void
  aside (text: string): void
}

// No program writes such a depth, and each level makes the next slower to read.
const deepest = 1000

/**
 * Reads an XML text from its bytes; `listenTo` is asked at its outermost element. Throws when it is not well-formed, as
 * every program that reads it would.
 */
export function readXml (bytes: Uint8Array, listenTo: (root: Tag) => XmlListener): void {
  const parser = new SaxesParser({ xmlns: true })
  const before: string[] = []
  let listener: XmlListener | undefined
  let depth = 0
  const aside = (text: string): void => {
    if (listener === undefined) before.push(text)
    else listener.aside(text)
  }
  parser.on('error', () => {
    throw new Error('not well-formed')
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth += 1
    if (depth > deepest) throw new ReadingStop('explodes')
    const tag = { name: local, space: uri, attributes: plainAttributes(Object.values(attributes)) }
    if (listener === undefined) {
      listener = listenTo(tag)
      before.forEach(listener.aside)
    }
    listener.open(tag)
  })
  parser.on('closetag', ({ local }) => {
    depth -= 1
    listener?.close(local)
  })
  parser.on('text', (text) => listener?.text(text))
  parser.on('cdata', (text) => listener?.text(text))
  parser.on('comment', aside)
  parser.on('processinginstruction', ({ body }) => aside(body))
  parser.on('doctype', aside)
  const text = textOfXml(bytes)
  if (text === undefined) throw new Error('not in its encoding')
  parser.write(text).close()
}

const relations = /\/officeDocument\/(2006\/)?relationships$/

/** Attributes without their prefixes; those of the relations between parts are named `r:` whatever their prefix is. */
function plainAttributes (attributes: SaxesAttributeNS[]): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const { prefix, local, uri, value } of attributes) {
    if (prefix === 'xmlns' || local === 'xmlns') continue
    const name = relations.test(uri) ? `r:${local}` : local
    plain[Object.hasOwn(plain, name) ? `${prefix}:${local}` : name] = value
  }
  return plain
}

const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)["']/

/** The text of an XML file with its markup, in the encoding that it declares; undefined when it is not in it. */
export function textOfXml (bytes: Uint8Array): string | undefined {
  const begins = (one: number, two: number): boolean => bytes[0] === one && bytes[1] === two
  const mark = begins(0xff, 0xfe) ? 'utf-16le' : begins(0xfe, 0xff) ? 'utf-16be' : undefined
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return decodeAs(mark ?? declared.exec(head)?.[1] ?? 'utf-8', bytes)
}

/** Calls `see` for each element of an XML text; it breaks off where the text does, which its own reading tells. */
export function eachTag (bytes: Uint8Array | undefined, see: (tag: Tag) => void): void {
  if (bytes === undefined) return
  try {
    readXml(bytes, () => ({ open: see, close: () => {}, text: () => {}, aside: () => {} }))
  } catch (error) {
    if (error instanceof ReadingStop) throw error
    // Nothing is lost: every part is read for its text too, and is found broken there.
  }
}
