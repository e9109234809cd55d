import { fileURLToPath } from 'node:url'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

const home = fileURLToPath(new URL('.', import.meta.resolve('pdfjs-dist/package.json')))

/**
 * Opens a PDF, with the maps without which the text of Chinese fonts that are not embedded is empty. What cannot be
 * parsed is refused and not passed over. Rejects with a `PasswordException` when it is encrypted.
 */
export async function openPdf (bytes: Uint8Array, pixels: number): Promise<PDFDocumentProxy> {
  return await getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: `${home}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}standard_fonts/`,
    wasmUrl: `${home}wasm/`,
    iccUrl: `${home}iccs/`,
    useSystemFonts: false,
    stopAtErrors: true,
    maxImageSize: pixels,
    verbosity: 0,
  }).promise
}
