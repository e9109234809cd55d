import type { Paper } from './paper.ts'

/**
 * A paper as PDF on the sheet of an official paper, with its typeface, text that can be copied, and a structure to listen to. The
 * same paper is the same bytes.
 */
export async function renderPdf (paper: Paper): Promise<Uint8Array> {
  // It takes half a second to load, for a process that issues papers and for no other.
  const [{ compose }, { writePdf }] = await Promise.all([import('./pdf/compose.ts'), import('./pdf/write-pdf.ts')])
  return await writePdf(paper, compose(paper))
}
