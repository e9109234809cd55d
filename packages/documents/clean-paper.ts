import { bearsMark, holdsIdNumber } from './outgoing-text.ts'
import { addressOf, type Block, type Paper, textOf, type Words } from './paper.ts'

/**
 * Whether a paper, as its reader sees it, is free of marks and of identity numbers, whichever field one came from. Codes,
 * which are hashes, are left out: their digits may look like such a number by chance.
 */
export function isCleanPaper (paper: Paper): boolean {
  const head = [paper.agency, paper.title, paper.number, lineOf(addressOf(paper) ?? [])]
  const text = [...head, ...paper.blocks.flatMap(linesOf)].join('\n')
  return !bearsMark(text) && !holdsIdNumber(text)
}

function linesOf (block: Block): string[] {
  switch (block.kind) {
    case 'paragraph': return [lineOf(block.words)]
    case 'heading': return [block.text]
    case 'list': return block.items.map(lineOf)
    case 'terms': return block.terms.flatMap(({ term, told }) => [term, ...told.map(lineOf)])
    case 'table': return [
      ...block.head ?? [], ...block.rows.flatMap(({ name, cells }) => [name, ...cells.flat().map(lineOf)]),
    ]
  }
}

function lineOf (words: Words): string {
  return words.filter((run) => typeof run === 'string' || run.kind !== 'code').map(textOf).join('')
}
