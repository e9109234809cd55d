import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { randomFrom } from './random.ts'
import type { Scan } from './scan.ts'
import { familyOf } from './typefaces.ts'

// A4 and its type area in points, as GB/T 9704 sets them.
const page = { width: 595, height: 842, left: 79, right: 521, top: 105 }
const bodyFace = 'noto-serif-sc/400Regular/NotoSerifSC_400Regular'

/** Draws the page and scans it; the result is a JPEG file. */
export function drawScan (scan: Scan): Buffer {
  const paper = drawPaper(scan)
  const scanned = onScanner(paper, scan)
  addNoise(scanned, scan)
  return scanned.encodeSync('jpeg', scan.jpeg)
}

function drawPaper (scan: Scan): Canvas {
  const scale = scan.dpi / 72
  const canvas = createCanvas(Math.round(page.width * scale), Math.round(page.height * scale))
  const pen = canvas.getContext('2d')
  pen.scale(scale, scale)
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, page.width, page.height)
  pen.fillStyle = '#1a1a1a'
  drawHead(pen, scan)
  drawBody(pen, scan)
  if (scan.stamp) drawStamp(pen, scan)
  return canvas
}

function drawHead (pen: SKRSContext2D, { mark, at, typeface, size, copyNumber, urgency }: Scan): void {
  pen.textAlign = at
  pen.font = `${size}px ${familyOf(typeface)}`
  const lines = [copyNumber ? '000123' : '', mark ?? '', urgency ? '特急' : '']
  lines.forEach((line, row) => pen.fillText(line, page[at], page.top + row * size * 1.6))
  pen.textAlign = 'left'
}

function drawBody (pen: SKRSContext2D, { letterhead, title, body }: Scan): void {
  pen.textAlign = 'center'
  if (letterhead) {
    pen.fillStyle = '#c8161d'
    pen.font = `44px ${familyOf('noto-serif-sc/700Bold/NotoSerifSC_700Bold')}`
    pen.fillText('市人民政府办公室文件', page.width / 2, 230, 440)
    pen.fillRect(page.left, 300, page.right - page.left, 2)
    pen.fillStyle = '#1a1a1a'
    pen.font = `16px ${familyOf(bodyFace)}`
    pen.fillText('政办发〔2026〕12号', page.width / 2, 285)
  }
  pen.font = `22px ${familyOf('noto-sans-sc/700Bold/NotoSansSC_700Bold')}`
  pen.fillText(title, page.width / 2, 350, 440)
  pen.textAlign = 'left'
  pen.font = `16px ${familyOf(bodyFace)}`
  const lines = body.match(/.{1,27}/g) ?? []
  lines.slice(0, 14).forEach((line, row) => pen.fillText(line, page.left, 395 + row * 28))
}

/** A ring with a star and a name, as an archive puts it on what it receives. */
function drawStamp (pen: SKRSContext2D, { at, number, size }: Scan): void {
  const random = randomFrom(number)
  const [x, y] = [at === 'left' ? page.left + 20 + random() * 70 : page.right - 20 - random() * 70, page.top + size * 1.4 + (random() - 0.5) * 30]
  pen.save()
  pen.translate(x, y)
  pen.rotate((random() - 0.5) * 0.8)
  pen.globalAlpha = 0.75
  pen.strokeStyle = pen.fillStyle = '#d21f26'
  pen.lineWidth = 3
  pen.beginPath()
  pen.arc(0, 0, 52, 0, Math.PI * 2)
  pen.stroke()
  pen.font = `15px ${familyOf('noto-serif-sc/700Bold/NotoSerifSC_700Bold')}`
  pen.textAlign = 'center'
  pen.fillText('档案专用章', 0, 32)
  pen.font = `30px ${familyOf('noto-sans-sc/700Bold/NotoSansSC_700Bold')}`
  pen.fillText('★', 0, 8)
  pen.restore()
}

function onScanner (paper: Canvas, { turn, blur }: Scan): Canvas {
  const canvas = createCanvas(paper.width, paper.height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#f4f4f2'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  if (blur > 0) pen.filter = `blur(${blur}px)`
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate(turn * Math.PI / 180)
  pen.drawImage(paper, -canvas.width / 2, -canvas.height / 2)
  return canvas
}

function addNoise (canvas: Canvas, { number, noise }: Scan): void {
  if (noise === 0) return
  const pen = canvas.getContext('2d')
  const picture = pen.getImageData(0, 0, canvas.width, canvas.height)
  const random = randomFrom(number + 1)
  const shades = Float32Array.from({ length: 8191 }, () => (random() + random() + random() + random() - 2) * Math.sqrt(3) * noise)
  let step = 0
  for (let at = 0; at < picture.data.length; at += 4) {
    step = (step + 1 + (random() < 0.02 ? 97 : 0)) % shades.length
    const shade = shades[step] as number
    for (let channel = at; channel < at + 3; channel += 1) picture.data[channel] = (picture.data[channel] as number) * 0.94 + shade + 8
  }
  pen.putImageData(picture, 0, 0)
}
