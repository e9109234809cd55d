import { spanFaults, type SpanFault } from '@lightwell/documents/span-faults'
import type { Area } from '@lightwell/reading/reading'
import type { Passage } from './original.ts'
import type { Neighbours } from './word-boxes.ts'

/** Words to remove: code points from `start` to before `end` of a passage, which is counted from 0, and the ground. */
export type WordsRemoval = Readonly<{
  passage: number, start: number, end: number, ground: string, neighbours?: Neighbours
}>

/**
 * A part of a page to remove, whatever stands there. Pages are counted from 1. `words` are code points of the line in which
 * something was found there: of a page with text they go, wherever the area was reckoned to be.
 */
export type AreaRemoval = Readonly<{
  page: number, area: Area, ground: string, neighbours?: Neighbours, words?: Readonly<{ start: number, end: number }>
}>
export type Removal = WordsRemoval | AreaRemoval

/** `removal` is the place in the list that was sent. */
export type RemovalFault =
  | Readonly<{ code: 'removals_none' }>
  | Readonly<{ code: 'no_such_passage' | 'no_such_page' | 'area_outside' | 'nothing_there' | Placed['code'], removal: number }>
type Placed = Exclude<SpanFault, { code: 'spans_none' }>

/** All faults of the places of a list of removals. Areas may overlap, and lie over words that go too; words may not. */
export function removalFaults (removals: readonly Removal[], passages: readonly Passage[], pages: number): RemovalFault[] {
  if (removals.length === 0) return [{ code: 'removals_none' }]
  return [
    ...removals.flatMap((one, removal): RemovalFault[] => {
      if (!('area' in one)) return passages[one.passage] === undefined ? [{ code: 'no_such_passage', removal }] : []
      if (!Number.isInteger(one.page) || one.page < 1 || one.page > pages) return [{ code: 'no_such_page', removal }]
      return isOnPage(one.area) ? [] : [{ code: 'area_outside', removal }]
    }),
    ...passages.flatMap(({ text }, passage) => {
      const own = [...removals.keys()].filter((at) => isIn(removals[at] as Removal, passage))
      if (own.length === 0) return []
      return spanFaults([...text].length, own.map((at) => removals[at] as WordsRemoval))
        .filter((fault): fault is Placed => fault.code !== 'spans_none')
        .map(({ code, span }) => ({ code, removal: own[span] as number }))
    }),
  ]
}

function isIn (removal: Removal, passage: number): boolean {
  return 'passage' in removal && removal.passage === passage
}

function isOnPage ({ left, top, width, height }: Area): boolean {
  return left >= 0 && top >= 0 && width > 0 && height > 0 && left + width <= 1.0001 && top + height <= 1.0001
}
