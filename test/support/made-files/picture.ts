import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas'
import type { Pixels } from './pdf.ts'

const font = fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'))
GlobalFonts.register(readFileSync(font), 'Made Serif')

/** A white picture with lines of black text, as PNG or JPEG. */
export function picture (lines: readonly string[], { size = 48, type = 'png' }: { size?: number, type?: 'png' | 'jpeg' } = {}): Uint8Array {
  const canvas = drawn(lines, size)
  return new Uint8Array(type === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg'))
}

/** The same as grey pixels, as a PDF of this kind takes a scanned page. */
export function greyPicture (lines: readonly string[], { size = 48 }: { size?: number } = {}): Pixels {
  const canvas = drawn(lines, size)
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return { width: canvas.width, height: canvas.height, grey: Uint8Array.from({ length: data.length / 4 }, (_, at) => data[at * 4] ?? 0) }
}

function drawn (lines: readonly string[], size: number): Canvas {
  const width = Math.max(...lines.map((line) => line.length), 4) * size + 2 * size
  const canvas = createCanvas(width, (lines.length + 1) * size * 2)
  const pen = canvas.getContext('2d')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = 'black'
  pen.font = `${size}px "Made Serif"`
  lines.forEach((line, at) => pen.fillText(line, size, (at + 1) * size * 2))
  return canvas
}
