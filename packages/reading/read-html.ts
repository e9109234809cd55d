import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import type { ReadingContext } from './context.ts'
import { decodeAs, decodeText } from './decode-text.ts'
import { readEncodedFiles } from './encoded-files.ts'
import type { PlaceKind } from './reading.ts'
import { readText } from './read-text.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
type Said = Partial<Record<PlaceKind, string>>

const charset = /<meta[^>]*charset\s*=\s*["']?([\w-]+)|<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/i
const blocks = new Set(('address article aside blockquote br caption dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 ' +
  'header hr li main nav ol option p pre section table td th tr ul').split(' '))
const unseen = /^(script|style|template|noscript|datalist|noembed|noframes)$/
const unseenStyle = /display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0*)?\s*(;|$)|font-size\s*:\s*0/i

/**
 * Reads an HTML page: what it shows, its fields, its metadata, and as hidden what it does not show: comments, scripts,
 * styles, hidden elements and every attribute. Files that are written in it are read too.
 */
export async function readHtml (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  const text = decodeHtml(bytes)
  if (text === undefined) return readText(bytes, context)
  const said: Said = {}
  walk(parse(text), said)
  for (const [kind, words] of Object.entries(said)) {
    context.findings.add({ place: { kind: kind as PlaceKind }, text: words })
  }
  await readEncodedFiles(text, context)
}

function decodeHtml (bytes: Uint8Array): string | undefined {
  const found = charset.exec(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'))
  const named = found?.[1] ?? found?.[2]
  const plain = decodeText(bytes)
  if (plain?.sure === true || named === undefined) return plain?.sure === true ? plain.text : undefined
  try {
    return decodeAs(named, bytes)
  } catch {
    return undefined
  }
}

/** Walks without recursion: a page may nest deeper than a stack. */
function walk (root: Node, said: Said): void {
  const left: { node: Node, kind: PlaceKind }[] = [{ node: root, kind: 'body' }]
  const say = (kind: PlaceKind, text: string): void => {
    said[kind] = (said[kind] ?? '') + text
  }
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, kind } = next
    if ('value' in node) say(kind, node.value)
    if ('data' in node) say('hidden', `${node.data}\n`)
    const element = 'tagName' in node ? node : undefined
    const inner = element === undefined ? kind : kindWithin(element, kind)
    if (inner !== kind) say(inner, '\n')
    if (element !== undefined) sayElement(element, inner, say)
    for (const child of childrenOf(node).toReversed()) left.push({ node: child, kind: inner })
  }
}

function childrenOf (node: Node): Node[] {
  // A template keeps what is in it apart.
  if (node.nodeName === 'template' && 'content' in node) return [node.content]
  return 'childNodes' in node ? node.childNodes : []
}

function kindWithin ({ tagName, attrs }: Element, outer: PlaceKind): PlaceKind {
  if (outer === 'hidden' || unseen.test(tagName)) return 'hidden'
  const hides = attrs.some(({ name, value }) => name === 'hidden' || (name === 'style' && unseenStyle.test(value)))
  if (hides) return 'hidden'
  if (tagName === 'title') return 'metadata'
  return tagName === 'textarea' ? 'form_field' : outer
}

function sayElement ({ tagName, attrs }: Element, kind: PlaceKind, say: (kind: PlaceKind, text: string) => void): void {
  if (blocks.has(tagName)) say(kind, '\n')
  for (const { name, value } of attrs) {
    if (tagName === 'meta' && name === 'content') say('metadata', `${value}\n`)
    else if (tagName === 'input' && name === 'value') say('form_field', `${value}\n`)
    else say('hidden', `${value}\n`)
  }
}
