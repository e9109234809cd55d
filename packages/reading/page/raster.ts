/** A picture in memory: red, green, blue and opacity of each pixel, row by row. Nothing in it is transparent. */
export type Raster = Readonly<{ width: number, height: number, rgba: Uint8ClampedArray }>

/** How bright the pixel at `at` is, 0 to 255. */
export function brightness (rgba: Uint8ClampedArray, at: number): number {
  return (rgba[at]! * 77 + rgba[at + 1]! * 150 + rgba[at + 2]! * 29) >> 8
}
