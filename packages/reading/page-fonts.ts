import { fileURLToPath } from 'node:url'
import { GlobalFonts } from '@napi-rs/canvas'

// The names by which a PDF's reader asks for a font that the file does not bring.
const generic = ['serif', 'sans-serif', 'monospace']

/**
 * Gives the canvas a font that has Chinese characters. Without one a page whose fonts are not embedded is drawn blank, or
 * as boxes, on a machine without fonts.
 */
export function registerPageFonts (): void {
  const file = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'))
  for (const name of generic) {
    if (GlobalFonts.has(name)) continue
    if (GlobalFonts.registerFromPath(file, name) === null) throw new Error(`The font ${file} cannot be used.`)
  }
}
