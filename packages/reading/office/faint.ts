import type { Tag } from '../xml.ts'

const white = /^(?:FF)?F[A-F\d]F[A-F\d]F[A-F\d]$/i
const smallest: Record<string, number> = { sz: 4, szCs: 4, rPr: 200, w: 10 }
const whites = new Set(['color', 'srgbClr'])

/**
 * Whether a property of a run keeps its words from being seen on white paper: their colour, their size (in half points in
 * a document, in points in a sheet, in hundredths on a slide), or how narrow they are (in percent).
 */
export function isFaint ({ name, attributes }: Tag): boolean {
  if (whites.has(name)) return white.test(attributes['val'] ?? attributes['rgb'] ?? '')
  const size = Number(attributes[name === 'rPr' ? 'sz' : 'val'] ?? Infinity)
  return size <= (smallest[name] ?? -1)
}
