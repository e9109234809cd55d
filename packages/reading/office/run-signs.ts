import type { Tag } from '../xml.ts'
import { inFont } from './wingding.ts'

/** What makes signs of the letters of a run, and the box of an older form. */
export type RunSigns = {
  /** Sees an element that opens; `isProperty` is whether it is one of its run. */
  see (tag: Tag, around: string | undefined, isProperty: boolean): void
  /** A text of the run as its font shows it. */
  shown (text: string): string
  /** The box that ends. */
  box (): string
}

const runs = new Set(['r', 'fld'])
const fonts: Record<string, string> = { rFonts: 'ascii', sym: 'typeface' }
const ticks = new Set(['default', 'checked'])

/** Begins to see the runs of a part. */
export function openRunSigns (): RunSigns {
  let font = ''
  let ticked = false
  return {
    see ({ name, attributes }, around, isProperty) {
      if (runs.has(name)) font = ''
      if (isProperty) font = attributes[fonts[name] ?? ''] ?? font
      if (around === 'checkBox' && ticks.has(name)) ticked = !/^(0|false|off)$/.test(attributes['val'] ?? '')
    },
    shown: (text) => inFont(font, text),
    box: () => ticked ? '☑' : '□',
  }
}
