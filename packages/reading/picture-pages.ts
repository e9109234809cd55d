import { decodePicture } from './decode-picture.ts'
import type { ReadingLimits } from './limits.ts'
import type { Raster } from './page/raster.ts'
import { openTiff } from './tiff/directories.ts'
import { drawTiffPage } from './tiff/draw-page.ts'
import { isTiff } from './tiff/is-tiff.ts'

/** The pages of a picture, drawn one at a time and counted from 1, with so many dots on the longer side at the most. */
export type PicturePages = Readonly<{ count: number, draw (page: number, longSide: number): Promise<Raster> }>

/** Opens a picture as pages: a TIFF may have many, any other has one. Throws for a TIFF whose pages cannot be told. */
export function picturePages (bytes: Uint8Array, { pixels, pages: mostPages }: Pick<ReadingLimits, 'pixels' | 'pages'>): PicturePages {
  if (!isTiff(bytes)) return { count: 1, draw: async (_, longSide) => await decodePicture(bytes, pixels, longSide) }
  const { file, pages } = openTiff(bytes, mostPages)
  return {
    count: pages.length,
    async draw (page, longSide) {
      const own = pages[page - 1]
      if (own === undefined) throw new RangeError('no such page')
      return (await drawTiffPage({ file, fields: own.fields }, pixels, longSide)).raster
    },
  }
}
