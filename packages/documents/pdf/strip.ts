import type { Type } from './type.ts'

/** A part of what is read, for readers that speak: what it is, and of which part it is one. The first is the whole. */
export type Part = Readonly<{ role: Role, of: number }>
/** Makes a new part of another, of the whole when that is left out. */
export type Tag = (role: Role, of?: number) => number

export type Role = 'Document' | 'P' | 'H1' | 'H2' | 'H3' | 'H4' | 'L' | 'LI' | 'Table' | 'TR' | 'TH' | 'TD'

/** Characters on one line, in points from the left and the top of what they stand on; `part` is left out for ornaments. */
export type Piece = Readonly<{
  types: readonly Type[], x: number, y: number
  part?: number | undefined
  /** What is added after each character beside its own tracking. */
  tracking?: number | undefined
  red?: boolean | undefined
}>

export type Rule = Readonly<{ from: Point, to: Point, weight: number, red?: boolean }>
type Point = readonly [x: number, y: number]

/** A table that strips belong to: the edges of its columns, and the strips of its head, set again on each further page. */
export type Frame = Readonly<{ edges: readonly number[], head: readonly Strip[] }>

/** A strip of a paper, as wide as the type area, that no page divides. */
export type Strip = Readonly<{
  height: number
  pieces: readonly Piece[]
  rules?: readonly Rule[]
  /** It stands on the page of the next. */
  withNext?: boolean
  frame?: Frame
  /** It begins a row of its table. */
  beginsRow?: boolean
}>

export type Page = Readonly<{ pieces: readonly Piece[], rules: readonly Rule[] }>
