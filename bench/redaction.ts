import { createCanvas } from '@napi-rs/canvas'
import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { openPageReader } from '@lightwell/reading/page/page-reader'
import { openPdf } from '@lightwell/reading/open-pdf'
import { registerPageFonts } from '@lightwell/reading/page-fonts'
import type { Original } from '@lightwell/redaction/original'
import { proveRedaction } from '@lightwell/redaction/prove-redaction'
import type { PictureReader } from '@lightwell/redaction/read-picture-text'
import { redact } from '@lightwell/redaction/redact'
import { pdf } from '../test/support/made-files/pdf.ts'
import type { Row } from './row.ts'
import { median } from './statistics.ts'

const rounds = 3
const line = '关于城区道路修缮资金使用情况的答复，'
const ground = 'privacy'
const area = { left: 0.3, top: 0.3, width: 0.2, height: 0.02 }

/**
 * What one page costs that is redacted and proven, beside drawing it alone: one of text, a scan, and a text laid out anew.
 * Text recognition, which every proof asks for too, is measured by itself.
 */
export async function benchRedaction (): Promise<Row[]> {
  const written = pdf({ pages: [{ lines: Array<string>(20).fill(line) }] })
  const originals: Readonly<Record<string, Original>> = {
    'a page of text': { kind: 'pdf', bytes: written },
    'a scanned page of A4 at 200 dpi': { kind: 'picture', bytes: scan() },
    'a page laid out from text': { kind: 'text', pieces: [{ place: { kind: 'body' }, text: Array<string>(30).fill(line).join('\n') }] },
  }
  const rows: Row[] = [await row('drawing a page of text alone', () => draw(written))]
  for (const [name, original] of Object.entries(originals)) {
    const removal = original.kind === 'text' ? { passage: 0, start: 2, end: 6, ground } : { page: 1, area, ground }
    const make = async () => {
      const redaction = await redact(original, [removal])
      if (redaction.faults !== undefined) throw new Error(`${name}: ${redaction.faults[0]?.code}`)
      return redaction
    }
    const { rendition, removed } = await make()
    rows.push(
      await row(`${name}: redacted`, make),
      await row(`${name}: proven, but for text recognition`, () => proveRedaction(rendition, removed, { reader: blind })),
      { name: `${name}: the rendition`, value: rendition.bytes.length / 1e6, unit: 'MB' },
    )
  }
  return [...rows, await recognition()]
}

/** Reads nothing. */
const blind: PictureReader = { readPicture: async () => ({ pieces: [], faults: [] }) }

async function recognition (): Promise<Row> {
  const reader = await openPageReader()
  const read = await row('text recognition of the scanned page', () => reader.readPicture({ bytes: scan() }, { kind: 'picture' }))
  await reader.close()
  return read
}

async function row (name: string, turn: () => Promise<unknown>): Promise<Row> {
  const seconds: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await turn()
    seconds.push((performance.now() - start) / 1000)
  }
  return { name, value: median(seconds), unit: 's a page' }
}

async function draw (bytes: Uint8Array): Promise<void> {
  const document = await openPdf(bytes, 100_000_000)
  await drawPdfPage(await document.getPage(1), { dpi: 200, pixels: 24_000_000 })
  await document.loadingTask.destroy()
}

/** A page as a scanner sees it, with grain in its paper. */
function scan (): Uint8Array {
  registerPageFonts()
  const canvas = createCanvas(1654, 2339)
  const pen = canvas.getContext('2d')
  const image = pen.createImageData(canvas.width, canvas.height)
  for (let dot = 0; dot < image.data.length; dot += 4) image.data.set([...Array<number>(3).fill(225 + dot * 7919 % 31), 255], dot)
  pen.putImageData(image, 0, 0)
  pen.font = '44px serif'
  pen.fillStyle = '#222'
  for (let at = 0; at < 28; at += 1) pen.fillText(line, 180, 240 + at * 70)
  return canvas.toBuffer('image/jpeg')
}
