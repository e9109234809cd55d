import type { Typeface } from './typefaces.ts'

/** A page as it lay on the scanner, and how it was scanned. */
export type Scan = Readonly<{
  /** Tells scans apart, and seeds their noise. */
  number: number
  /** What stands in its head; without it the paper has none. */
  mark?: string
  at: 'left' | 'right'
  typeface: Typeface
  /** Points. */
  size: number
  copyNumber: boolean
  urgency: boolean
  letterhead: boolean
  title: string
  body: string
  dpi: number
  /** Degrees to the right. */
  turn: number
  /** The spread of the noise, in shades of 255. */
  noise: number
  /** Pixels. */
  blur: number
  /** JPEG quality, 0 to 100. */
  jpeg: number
  /** A red stamp over the mark. */
  stamp: boolean
}>
