import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { type Columns, openColumns } from './columns.ts'
import type { ReadingContext } from './context.ts'
import { decodeAs, decodeText } from './decode-text.ts'
import { readEncodedFiles } from './encoded-files.ts'
import type { PlaceKind } from './reading.ts'
import { readText } from './read-text.ts'
import { isUnseen, type UnseenRules, unseenRules, wordsOfStyle } from './unseen-style.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
type Said = Partial<Record<PlaceKind, string>>

const charset = /<meta[^>]*charset\s*=\s*["']?([\w-]+)|<\?xml[^>]*\sencoding\s*=\s*["']([\w-]+)/i
const blocks = new Set(('address article aside blockquote br caption dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 ' +
  'header hr li main nav ol option p pre section table td th tr ul').split(' '))
const unseen = /^(script|style|template|noscript|datalist|noembed|noframes)$/
const cells = new Set(['td', 'th'])
// What is set above the words of a line is no part of them.
const notes = new Set(['rt', 'rp', 'rtc'])

/**
 * Reads an HTML page: what it shows, its fields, its metadata, and as hidden what it does not show: comments, scripts,
 * styles, hidden elements and every attribute. Files that are written in it are read too.
 */
export async function readHtml (bytes: Uint8Array, context: ReadingContext): Promise<void> {
  const text = decodeHtml(bytes)
  if (text === undefined) return readText(bytes, context)
  const said: Said = {}
  const page = parse(text)
  walk(page, said, unseenRules(text))
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
function walk (root: Node, said: Said, rules: UnseenRules): void {
  const columns = openColumns()
  const left: { node: Node, kind: PlaceKind }[] = [{ node: root, kind: 'body' }]
  const say = (kind: PlaceKind, text: string): void => {
    said[kind] = (said[kind] ?? '') + text
  }
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, kind } = next
    if ('value' in node) say(kind, node.value)
    if ('data' in node) say('hidden', `${node.data}\n`)
    const element = 'tagName' in node ? node : undefined
    const inner = element === undefined ? kind : kindWithin(element, kind, rules)
    if (inner !== kind) say(inner, '\n')
    if (element !== undefined) sayElement(element, inner, say)
    if (element?.tagName === 'tr') addRow(element, columns)
    for (const child of childrenOf(node).toReversed()) left.push({ node: child, kind: inner })
  }
  say('hidden', `\n${columns.spelled()}`)
}

function addRow ({ childNodes }: Element, columns: Columns): void {
  for (const cell of childNodes) if (cells.has(cell.nodeName)) columns.cell(shortText(cell))
  columns.endRow()
}

/** The text of a cell, as far as it takes to see that it is short. */
function shortText (cell: Node): string {
  const left: Node[] = [cell]
  let text = ''
  for (let steps = 0; left.length > 0 && text.length < 9 && steps < 20; steps += 1) {
    const node = left.pop()!
    if ('value' in node) text += node.value.trim()
    left.push(...childrenOf(node).slice(0, 20).toReversed())
  }
  return left.length > 0 ? `${text}...` : text
}

function childrenOf (node: Node): Node[] {
  // A template keeps what is in it apart.
  if (node.nodeName === 'template' && 'content' in node) return [node.content]
  return 'childNodes' in node ? node.childNodes : []
}

function kindWithin (element: Element, outer: PlaceKind, rules: UnseenRules): PlaceKind {
  const { tagName } = element
  if (outer === 'hidden' || unseen.test(tagName) || isUnseen(element, rules)) return 'hidden'
  if (tagName === 'title') return 'metadata'
  if (notes.has(tagName)) return 'note'
  return tagName === 'textarea' ? 'form_field' : outer
}

function sayElement (element: Element, kind: PlaceKind, say: (kind: PlaceKind, text: string) => void): void {
  const { tagName, attrs } = element
  if (tagName === 'style') say('hidden', `${wordsOfStyle(element)}\n`)
  if (blocks.has(tagName)) say(kind, '\n')
  for (const { name, value } of attrs) {
    if (tagName === 'meta' && name === 'content') say('metadata', `${value}\n`)
    else if (tagName === 'input' && name === 'value') say('form_field', `${value}\n`)
    else say('hidden', `${value}\n`)
  }
}
