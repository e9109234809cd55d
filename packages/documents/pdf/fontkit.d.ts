// fontkit brings no types; these are the parts that are used.
declare module 'fontkit' {
  export type Glyph = { id: number, advanceWidth: number }
  export type Subset = { includeGlyph (id: number): number, encode (): Uint8Array }
  export type Font = {
    postscriptName: string
    unitsPerEm: number
    ascent: number
    descent: number
    capHeight: number
    bbox: { minX: number, minY: number, maxX: number, maxY: number }
    hasGlyphForCodePoint (codePoint: number): boolean
    glyphForCodePoint (codePoint: number): Glyph
    getGlyph (id: number): Glyph
    layout (text: string, features: readonly string[]): { glyphs: Glyph[] }
    createSubset (): Subset
  }
  export function create (bytes: Uint8Array): Font
}
