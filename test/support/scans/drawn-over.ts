import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { familyOf } from './typefaces.ts'

/** What is put on a scan afterwards; its pen counts in points of A4. */
export type Paint = (pen: SKRSContext2D) => void

/** A scan with something drawn over it. */
export async function drawnOver (scan: Buffer, paint: Paint): Promise<Buffer> {
  const image = await loadImage(scan)
  const pen = createCanvas(image.width, image.height).getContext('2d')
  pen.drawImage(image, 0, 0)
  pen.scale(image.width / 595, image.width / 595)
  paint(pen)
  return pen.canvas.encodeSync('jpeg', 60)
}

/** Words at a place; `size` is in points. */
export function words (text: string, x: number, y: number, { colour = '#1a1a1a', size = 16 } = {}): Paint {
  return (pen) => {
    pen.font = `${size}px ${familyOf('noto-serif-sc/400Regular/NotoSerifSC_400Regular')}`
    pen.fillStyle = colour
    pen.fillText(text, x, y)
  }
}

/** Large pale words under the text, in the middle of the page, that fall by so many degrees. */
export function watermark (text: string, degrees: number, { colour = '#c8c8c8', size = 100 } = {}): Paint {
  return (pen) => {
    pen.globalCompositeOperation = 'multiply'
    pen.translate(297, 440)
    pen.rotate(degrees * Math.PI / 180)
    pen.font = `${size}px ${familyOf('noto-sans-sc/700Bold/NotoSansSC_700Bold')}`
    pen.fillStyle = colour
    pen.textAlign = 'center'
    pen.fillText(text, 0, size / 3)
  }
}

/** Words in white on a plate. */
export function plate (text: string, x: number, y: number, colour: string): Paint {
  return (pen) => {
    pen.fillStyle = colour
    pen.fillRect(x - 10, y - 20, text.length * 16 + 20, 28)
    words(text, x, y, { colour: 'white' })(pen)
  }
}

/** A line of a pen that goes up and down, and falls by so much over its length. */
export function stroke (x: number, y: number, { length = 100, up = 0, falls = 0 }: { length?: number, up?: number, falls?: number }): Paint {
  return (pen) => {
    pen.strokeStyle = '#20242c'
    pen.lineWidth = 1.4
    pen.beginPath()
    for (let at = 0; at <= length; at += 1) pen.lineTo(x + at, y + up * Math.sin(at / 6) + falls * at / length)
    pen.stroke()
  }
}

/** The whole as a negative. */
export function negative (pen: SKRSContext2D): void {
  const image = pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height)
  image.data.forEach((shade, at) => image.data[at] = at % 4 === 3 ? 255 : 255 - shade)
  pen.putImageData(image, 0, 0)
}
