import type { Piece, Place, Reading } from '@lightwell/reading/reading'
import { foldText } from '../folded-text.ts'
import { type PageText, pageTexts, type PieceSpan, spansOf, withoutOverlaps } from '../page-text.ts'
import { areaWithin } from '../piece-area.ts'
import type { Span } from '../span-faults.ts'
import { addresses } from './addresses.ts'
import { letterNumbers } from './letter-numbers.ts'
import { personalNumbers } from './numbers.ts'
import { personNames } from './person-names.ts'
import type { PersonalKind, PersonalSighting } from './sighting.ts'

/**
 * A redaction that is suggested to an officer: a span of the piece (its place in the list of the reading), with the area of
 * these characters where the piece has one. What is not `sure` is a hint. It says where and why, never what stands there.
 */
export type Suggestion = Span & Readonly<{ kind: PersonalKind, sure: boolean, piece: number, place: Place }>

/** The suggestions in the order of the reading; `complete` is false where there are more than are listed. */
export type Suggestions = Readonly<{ suggestions: readonly Suggestion[], complete: boolean }>

const most = 10_000

/** The personal data that a reading holds; `ground` is the code of the ground for withholding it (see `privacyGround`). */
export function personalData ({ pieces }: Pick<Reading, 'pieces'>, ground: string): Suggestions {
  const found = pageTexts(pieces).flatMap((page) => sightingsIn(page))
    .toSorted((one, other) => Number(other.sighting.sure) - Number(one.sighting.sure) || lengthOf(other) - lengthOf(one))
  const placed = withoutOverlaps(found, pieces).flatMap(({ sighting, spans }) => spans.map((span) => ({ sighting, span })))
    .toSorted((one, other) => one.span.piece - other.span.piece || one.span.start - other.span.start)
  const countPoints = pointCounter(pieces)
  const suggestions = placed.slice(0, most).map(({ sighting: { kind, sure }, span }) => {
    const { place } = pieces[span.piece] as Piece
    const area = areaWithin(pieces[span.piece] as Piece, span.start, span.end)
    const [start, end] = [countPoints(span.piece, span.start), countPoints(span.piece, span.end)]
    return { kind, sure, ground, piece: span.piece, place: area === undefined ? place : { ...place, area }, start, end }
  })
  return { suggestions, complete: placed.length <= most }
}

type Found = { sighting: PersonalSighting, spans: readonly PieceSpan[] }

function sightingsIn (page: PageText): Found[] {
  const folded = foldText(page.text)
  const numbers = firstOf(personalNumbers(folded))
  const others = [letterNumbers(folded), addresses(folded), personNames(folded, numbers)]
  return [...numbers, ...others.flatMap(firstOf)].map((sighting) => {
    const [start, end] = [folded.offsets[sighting.start] as number, (folded.offsets[sighting.end - 1] as number) + 1]
    return { sighting, spans: spansOf(page, start, end) }
  }).filter(({ spans }) => page.columns === undefined || spans.length > 1)
}

function firstOf (sightings: Iterable<PersonalSighting>): PersonalSighting[] {
  const first: PersonalSighting[] = []
  for (const sighting of sightings) if (first.push(sighting) > most) break
  return first
}

function lengthOf ({ sighting }: Found): number {
  return sighting.end - sighting.start
}

/** Counts the code points before places of the pieces, which are asked for in their order. */
function pointCounter (pieces: readonly Piece[]): (piece: number, offset: number) => number {
  let [current, at, points] = [-1, 0, 0]
  return (piece, offset) => {
    if (piece !== current) [current, at, points] = [piece, 0, 0]
    const { text } = pieces[piece] as Piece
    for (; at < offset; points += 1) at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1
    return points
  }
}
