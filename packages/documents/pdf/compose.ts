import { addressOf, type Block, type Paper, type Words, words } from '../paper.ts'
import { bound, formHead, letterHead, signature } from './head-and-foot.ts'
import { body, linesOf, strong, typesetWords } from './lines.ts'
import { grid } from './sheet.ts'
import type { Part, Strip, Tag } from './strip.ts'
import { tableStrips } from './table-strips.ts'
import { type Type, typeset } from './type.ts'

/** A paper as strips from top to bottom, and what their parts are. */
export type Composition = Readonly<{ strips: readonly Strip[], parts: readonly Part[] }>

/** Sets a paper by GB/T 9704—2012: head, number, red line, title, reader, body, and who signs on which day. */
export function compose (paper: Paper): Composition {
  const parts: Part[] = [{ role: 'Document', of: -1 }]
  const tag: Tag = (role, of = 0) => parts.push({ role, of }) - 1
  const address = addressOf(paper)
  const text = [
    ...paper.layout === 'letter' ? letterHead(paper, tag) : formHead(paper, tag),
    ...address === undefined ? [] : linesOf(typesetWords(address, body), { part: tag('P') }),
    ...paper.blocks.flatMap((block) => blockStrips(block, paper, tag)),
  ]
  // A signature stands on no page without a line of the text.
  const signed = [...text.with(text.length - 1, { ...text.at(-1)!, withNext: true }), ...signature(paper, tag)]
  return { strips: signed.some(holdsCodes) ? [...signed, ...codesNote(paper, tag)] : signed, parts }
}

function blockStrips (block: Block, paper: Paper, tag: Tag): Strip[] {
  switch (block.kind) {
    case 'paragraph': return paragraph(typesetWords(block.words, body), tag('P'))
    case 'heading': return bound(paragraph(typeset(block.text, strong), tag(`H${block.level}`)))
    case 'list': return listStrips(block, tag)
    case 'terms': return block.terms.flatMap(({ term, told: [first = [], ...more] }) => [
      ...paragraph([...typeset(`${term}${colon(paper)}`, strong), ...typesetWords(first, body)], tag('P')),
      ...more.flatMap((line) => paragraph(typesetWords(line, body), tag('P'))),
    ])
    case 'table': return tableStrips(block, tag)
  }
}

function colon ({ language }: Paper): string {
  return language === 'en' ? ': ' : '：'
}

function listStrips ({ ordered, items }: Extract<Block, { kind: 'list' }>, tag: Tag): Strip[] {
  const whole = tag('L')
  return items.flatMap((item, at) =>
    paragraph(typesetWords([ordered ? `${at + 1}. ` : '• ', ...item], body), tag('LI', whole)))
}

/** A paragraph begins two characters in and goes on at the margin. */
function paragraph (types: readonly Type[], part: number): Strip[] {
  return linesOf(types, { part, indent: 2 * grid.character })
}

function holdsCodes ({ pieces }: Strip): boolean {
  return pieces.some(({ types }) => types.some(({ face }) => face === 'codes'))
}

const codesNotes: Readonly<Record<Paper['language'], Words>> = {
  'zh-CN': words`（附注：方框内的数字为字库未收字符的统一码（Unicode）编号，该字符见本文书的网页版。）`,
  en: words`(Note: a box holds the Unicode number of a character that our typeface lacks; the page on the web shows it.)`,
}

function codesNote ({ language }: Paper, tag: Tag): Strip[] {
  return paragraph(typesetWords(codesNotes[language], body), tag('P'))
}
