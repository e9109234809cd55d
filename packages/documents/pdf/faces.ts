import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

export type FaceName = 'regular' | 'bold'

/** A face of type: its font, and the shape of a character in it with its width in ems. */
export type Face = Readonly<{ font: Font, shapeOf (codePoint: number, narrow: boolean): Shape | undefined }>

export type Shape = Readonly<{ id: number, em: number }>

const files: Readonly<Record<FaceName, string>> = {
  regular: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
}
// In a Chinese font these are as wide as a Han character; beside Latin letters they are not.
const wideQuotes = new Set('“”‘’…')
const loaded = new Map<FaceName, Face>()

/** A face, read and parsed at its first use in a process (some 15 MB). */
export function faceOf (name: FaceName): Face {
  const face = loaded.get(name) ?? load(files[name])
  loaded.set(name, face)
  return face
}

function load (file: string): Face {
  const font = create(readFileSync(fileURLToPath(import.meta.resolve(file))))
  const [wide, narrow] = [new Map<number, Shape | undefined>(), new Map<number, Shape | undefined>()]
  return {
    font,
    shapeOf (codePoint, isNarrow) {
      const known = isNarrow ? narrow : wide
      if (!known.has(codePoint)) known.set(codePoint, shapeIn(font, codePoint, isNarrow))
      return known.get(codePoint)
    },
  }
}

function shapeIn (font: Font, codePoint: number, narrow: boolean): Shape | undefined {
  if (!font.hasGlyphForCodePoint(codePoint)) return undefined
  const character = String.fromCodePoint(codePoint)
  const proportional = narrow && wideQuotes.has(character) ? font.layout(character, ['pwid']).glyphs[0] : undefined
  const { id, advanceWidth } = proportional ?? font.glyphForCodePoint(codePoint)
  return { id, em: advanceWidth / font.unitsPerEm }
}
