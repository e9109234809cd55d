import { UnknownPicture } from '../decode-picture.ts'
import type { TiffDirectory } from './directories.ts'

/** The tags that say how the pixels of a page lie and how they are seen. */
export const pageTags = {
  kind: 254, width: 256, height: 257, bits: 258, packing: 259, colours: 262, bitOrder: 266, strips: 273, orientation: 274,
  channels: 277, rows: 278, stripLengths: 279, dotsAcross: 282, dotsDown: 283, planes: 284, faxLines: 292, faxChanges: 293,
  difference: 317, palette: 320, tileWidth: 322, tileHeight: 323, tiles: 324, tileLengths: 325, numbers: 339, tables: 347,
}

/** The values of a page: one number, which stands for each channel where it is told for each, or all of them. */
export type TagValues = Readonly<{
  /** Throws `UnknownPicture` where there is none and no other is named, and where the channels differ. */
  one (tag: keyof typeof pageTags, otherwise?: number): number
  all (tag: keyof typeof pageTags): readonly number[]
}>

export function tagValues (fields: TiffDirectory): TagValues {
  const all = (tag: keyof typeof pageTags): readonly number[] => fields.get(pageTags[tag])?.numbers() ?? []
  return {
    all,
    one (tag, otherwise) {
      const [first = otherwise, ...more] = all(tag)
      if (first === undefined || more.some((one) => one !== first)) throw new UnknownPicture()
      return first
    },
  }
}
