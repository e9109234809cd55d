import { brightness, type Raster } from '../page/raster.ts'
import type { Block } from './blocks.ts'

// What fills a tile is packed with it, and JPEG leaves a shade of what stands beside it.
const leastContrast = 64

/**
 * Whether nothing can be seen in what of a tile stands beyond the page: each row of it is of one shade, or the same as the row
 * above it, as programs fill their tiles.
 */
export function isBareBeyond ({ width, height }: Pick<Raster, 'width' | 'height'>, block: Block, dots: Uint32Array): boolean {
  const [right, bottom] = [width - block.left, height - block.top]
  const rgba = new Uint8ClampedArray(dots.buffer, dots.byteOffset, dots.length * 4)
  const shadeAt = (x: number, y: number): number => brightness(rgba, (y * block.width + x) * 4)
  const differs = (one: number, other: number): boolean => Math.abs(one - other) > leastContrast
  for (let y = 0; y < block.height; y += 1) {
    const first = y < bottom ? Math.max(0, right) : 0
    for (let x = first + 1; x < block.width; x += 1) {
      if (differs(shadeAt(x, y), shadeAt(first, y)) && (y === 0 || differs(shadeAt(x, y), shadeAt(x, y - 1)))) return false
    }
  }
  return true
}
