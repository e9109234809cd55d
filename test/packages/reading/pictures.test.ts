import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { marksOf } from '@lightwell/documents/marks-of'
import { findOcrMarks } from '@lightwell/documents/ocr-marks'
import { defaultLimits } from '@lightwell/reading/limits'
import type { GreyImage } from '@lightwell/reading/page/grey-image'
import { inkPartsOf } from '@lightwell/reading/page/ink-parts'
import { openPageReader, type PageRead } from '@lightwell/reading/page/page-reader'
import { withoutStrokes } from '@lightwell/reading/page/pen-strokes'
import { decodePicture } from '@lightwell/reading/decode-picture'
import { stretchesOf } from '@lightwell/reading/page/stretches'
import { readFile } from '@lightwell/reading/read-file'
import { readLine } from '@lightwell/reading/page/read-line'
import type { FaultCode } from '@lightwell/reading/reading'
import type { Recogniser } from '@lightwell/reading/page/recogniser'
import t from 'tap'
import { picture } from '../../support/made-files/picture.ts'
import { drawScan } from '../../support/scans/draw-scan.ts'
import { drawnOver, negative, plate, stroke, watermark, words } from '../../support/scans/drawn-over.ts'
import type { Scan } from '../../support/scans/scan.ts'
import { innocentScans, markedScans } from '../../support/scans/scan-cases.ts'

const reader = await openPageReader()
t.teardown(() => reader.close())

const place = { kind: 'picture', page: 1 } as const
const codesOf = ({ faults }: Pick<PageRead, 'faults'>): FaultCode[] => faults.map(({ code }) => code)
const textOf = ({ pieces }: PageRead): string => pieces.map(({ text }) => text).join('\n').replaceAll(' ', '')

/** A scan with little under its head, which costs less to read. */
const short = (scan: Scan): Scan => ({ ...scan, dpi: 150, letterhead: false, body: scan.body.slice(0, 27) })
const leaked: Scan = { ...short(markedScans(1)[0] as Scan), mark: '秘密★10年', turn: 0, noise: 4 }

const { mark: _, ...unmarked } = leaked

async function redrawn (file: Uint8Array, degrees: number): Promise<Buffer> {
  const image = await loadImage(Buffer.from(file))
  const isOnSide = degrees % 180 !== 0
  const canvas = createCanvas(isOnSide ? image.height : image.width, isOnSide ? image.width : image.height)
  const pen = canvas.getContext('2d')
  pen.translate(canvas.width / 2, canvas.height / 2)
  pen.rotate(degrees * Math.PI / 180)
  pen.drawImage(image, -image.width / 2, -image.height / 2)
  return canvas.encodeSync('jpeg', 90)
}

function paper (width: number, height: number, shadeOf: (at: number) => number): Buffer {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  const image = pen.createImageData(width, height)
  for (let at = 0; at < width * height; at += 1) image.data.set([...Array<number>(3).fill(shadeOf(at)), 255], at * 4)
  pen.putImageData(image, 0, 0)
  return canvas.encodeSync('jpeg', 90)
}

t.test('marks are found on scans that are turned, noisy, blurred and stamped, in every typeface', async (t) => {
  const scans = markedScans(204).filter(({ number }) => number % 29 === 0)
  t.equal(new Set(scans.map(({ typeface }) => typeface)).size, 8)
  for (const scan of scans) {
    const marks = findOcrMarks((await reader.readPicture({ bytes: drawScan(short(scan)) }, place)).pieces)
    t.ok(marks.some(({ kind }) => kind !== 'internal'), `${scan.mark} in ${scan.typeface}, scan ${scan.number}`)
  }
})

t.test('no mark is seen on scans that only speak of secrets', async (t) => {
  for (const scan of innocentScans(3)) {
    const { pieces } = await reader.readPicture({ bytes: drawScan(short(scan)) }, place)
    t.same(findOcrMarks(pieces).map(({ quote }) => quote), [], `scan ${scan.number}`)
  }
})

t.test('marks are found below the head, on a dark plate, small at the edge, and on a dark page', async (t) => {
  const pages = {
    'under a title': [unmarked, words('机密★10年', 260, 440, { size: 12 }), 'confidential'],
    'on a plate at the foot': [unmarked, plate('秘密★5年', 85, 800, '#202020'), 'secret'],
    'grey and small': [unmarked, words('秘密★5年', 480, 800, { colour: '#808080', size: 10 }), 'secret'],
    'light on dark': [leaked, negative, 'secret'],
  } as const
  for (const [name, [scan, paint, level]] of Object.entries(pages)) {
    const { pieces } = await reader.readPicture({ bytes: await drawnOver(drawScan(scan), paint) }, place)
    t.match(findOcrMarks(pieces), [{ kind: 'state_secret', level }], name)
  }
})

t.test('marks are found in large pale letters that run across a page under its text, and other watermarks hold nothing back', async (t) => {
  const pages = [
    [watermark('机密★', -35), ['confidential']], [watermark('秘密', 0, { colour: '#f6c4c4', size: 120 }), ['secret']], [watermark('样本', -45), []],
  ] as const
  for (const [paint, levels] of pages) {
    const read = await reader.readPicture({ bytes: await drawnOver(drawScan({ ...unmarked, body: unmarked.body.repeat(6) }), paint) }, place)
    t.match(findOcrMarks(read.pieces).map(({ level }) => level), levels)
    t.same(codesOf(read), [])
  }
})

t.test('what a pen made illegible in the head counts as unread; a signature there does not', async (t) => {
  const middle = 105 + leaked.size * 1.25
  const scribble = [0, 1, 2, 3, 4].map((at) => stroke(72 + at, middle - 6 + at * 3, { up: 4 }))
  const signature = [words('张伟', 480, 130), stroke(470, 135, { length: 20, up: 4 })]
  for (const [scan, strokes, codes] of [[leaked, scribble, ['unsure_page']], [unmarked, signature, []]] as const) {
    const bytes = await drawnOver(drawScan(scan), (pen) => strokes.forEach((paint) => paint(pen)))
    t.same(codesOf(await reader.readPicture({ bytes }, place)), codes)
  }
})

t.test('a line that a pen crossed is read without the strokes', (t) => {
  const [width, height] = [120, 30]
  const ink = new Uint8Array(width * height)
  const put = (left: number, top: number, right: number, bottom: number): void => {
    for (let row = top; row < bottom; row += 1) ink.fill(1, row * width + left, row * width + right)
  }
  const stems = [20, 40, 60, 80, 100]
  for (const stem of stems) put(stem, 4, stem + 3, 26)
  put(0, 14, width, 16)
  const sheet = { width, height, shades: ink.map((one) => one === 1 ? 0 : 255) }
  const uncrossed = withoutStrokes(sheet, { width, height, ink }, [{ left: 0, top: 4, width, height: 22 }], 1)
  t.same(inkPartsOf({ width, height, ink: uncrossed?.sheet.shades.map((shade) => shade === 0 ? 1 : 0) ?? ink }).map(({ left }) => left), stems)
  const apart = stems.map((left) => ({ left, top: 4, width: 3, height: 22 }))
  t.equal(withoutStrokes(sheet, { width, height, ink }, apart, 1), undefined, 'characters that stand apart were not crossed')
  t.end()
})

t.test('a faint line is handed to text recognition as black as any other', async (t) => {
  const seen: GreyImage[] = []
  const recogniser: Recogniser = {
    close: async () => {},
    async read (image) {
      seen.push(image)
      return []
    },
  }
  const shades = new Uint8Array(60 * 20).fill(250)
  for (let row = 5; row < 15; row += 1) shades.fill(205, row * 60 + 10, row * 60 + 40)
  await readLine({ width: 60, height: 20, shades }, { line: { left: 0, top: 0, width: 60, height: 20 }, once: true }, recogniser)
  t.equal(seen.length, 1)
  t.ok(seen[0]?.shades.some((shade) => shade < 50))
})

/** A picture with words on it, on clear ground unless it has another. */
function drawn (width: number, height: number, { ground, ink = 'black' }: { ground?: string, ink?: string }, ...said: [text: string, top: number][]): Buffer {
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (ground !== undefined) {
    pen.fillStyle = ground
    pen.fillRect(0, 0, width, height)
  }
  pen.fillStyle = ink
  pen.font = '24px "Made Serif"'
  for (const [text, top] of said) pen.fillText(text, 60, top)
  return canvas.encodeSync('png')
}

t.test('the picture of a screen that was rolled is read in parts, with its characters as large as they are', async (t) => {
  const long = drawn(600, 9000, { ground: 'white' }, ['关于公开工作的通知', 100], ['秘密★10年', 4500], ['现将有关事项通知如下', 4560])
  const { pieces, faults } = await reader.readPicture({ bytes: long }, place)
  const [mark] = findOcrMarks(pieces)
  t.match(mark, { kind: 'state_secret', level: 'secret' })
  t.ok(Math.abs((mark?.place.area?.top ?? 0) - 0.497) < 0.005, JSON.stringify(mark?.place.area))
  t.same(faults, [])
  for (const [width, height] of [[100, 3000], [3000, 100]] as const) {
    const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (__, at) => (at >> 2) % 251)
    let [end, all] = [0, 0]
    for (const { part, area } of stretchesOf({ width, height, rgba }, 2400)) {
      const from = Math.round((width > height ? area.left * width : area.top * height))
      const first = width > height ? rgba[from * 4] : rgba[from * width * 4]
      t.ok(from <= end && part.rgba[0] === first, 'each begins where the last has not ended')
      end = from + (width > height ? part.width : part.height)
      all += part.rgba.length
    }
    t.equal(end, 3000)
    t.ok(all < rgba.length * 1.5)
  }
})

t.test('light characters on a clear ground are read as dark ones on paper', async (t) => {
  const inkOf = async (bytes: Uint8Array): Promise<number> => {
    const { rgba } = await decodePicture(bytes, 1e7, 2400)
    return rgba.filter((shade, at) => at % 4 === 0 && shade < 100).length
  }
  const said: [string, number] = ['秘密★10年', 60]
  const dark = await inkOf(drawn(300, 100, {}, said))
  t.ok(dark > 100)
  t.ok(await inkOf(drawn(300, 100, { ink: 'white' }, said)) > dark * 0.9)
  t.equal(await inkOf(drawn(300, 100, { ground: 'white', ink: 'white' }, said)), 0)
  t.ok(await inkOf(drawn(300, 100, { ground: '#0a0a0a', ink: 'white' }, said)) > 20_000, 'a dark plate stays one')
})

t.test('a PDF that is nothing but a scan shows its mark, with page, place and confidence', async (t) => {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).drawImage(await document.embedJpg(drawScan(leaked)), { x: 0, y: 0, width: 595, height: 842 })
  const reading = await readFile(await document.save(), { fileName: '附件.pdf' }, { limits: defaultLimits, pageReader: reader })
  t.same(reading.faults, [])
  const [mark] = marksOf(reading, findOcrMarks)
  t.match(mark, { kind: 'state_secret', level: 'secret', page: 1, period: { text: '10年' } })
  t.ok((mark?.confidence ?? 0) > 60)
  t.ok((mark?.place.area?.top ?? 1) < 0.2 && (mark?.place.area?.left ?? 1) < 0.3, 'the upper left of the page')
})

t.test('a page that lies on its side or upside down is read all the same, and its areas are those of the page as it came', async (t) => {
  for (const [degrees, left, top] of [[90, 0.8, 0.1], [180, 0.8, 0.8]] as const) {
    const { pieces } = await reader.readPicture({ bytes: await redrawn(drawScan(leaked), degrees) }, place)
    const [mark] = findOcrMarks(pieces)
    t.match(mark, { kind: 'state_secret', level: 'secret' }, `${degrees} degrees`)
    const { area } = mark?.place ?? {}
    t.ok(Math.abs((area?.left ?? 9) - left) < 0.15 && Math.abs((area?.top ?? 9) - top) < 0.15, JSON.stringify(area))
  }
})

t.test('a photograph is turned as its EXIF data say', async (t) => {
  const turnedBack = await redrawn(picture(['秘密★10年', '关于公开工作的通知']), 270)
  const exif = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000060000000000000000', 'hex')
  const { pieces } = await reader.readPicture({ bytes: Buffer.concat([turnedBack.subarray(0, 2), exif.subarray(0, 36), turnedBack.subarray(2)]) }, place)
  t.match(findOcrMarks(pieces), [{ kind: 'state_secret', level: 'secret' }])
})

t.test('English is read as English', async (t) => {
  const lines = ['Freedom of information request', 'We have considered whether the public interest', 'favours releasing the contract in full.']
  t.match(textOf(await reader.readPicture({ bytes: picture(lines) }, place)), /Freedomofinformationrequest[^]*publicinterest[^]*releasingthecontract/)
})

t.test('a page without anything on it is a fault, with or without the grain of its paper', async (t) => {
  t.same(codesOf(await reader.readPicture({ bytes: paper(600, 800, () => 255) }, place)), ['blank_page'])
  t.same(codesOf(await reader.readPicture({ bytes: paper(600, 800, () => 12) }, place)), ['blank_page'])
  t.same(codesOf(await reader.readPicture({ bytes: paper(1240, 1754, (at) => 225 + at * 7919 % 31) }, place)), ['blank_page'])
})

t.test('what cannot be unpacked is a fault: broken, cut off, of no kind, tiny, or of too many pixels', async (t) => {
  const whole = drawScan(leaked)
  t.same(codesOf(await reader.readPicture({ bytes: Buffer.from('II*\0 no picture') }, place)), ['unknown_type'])
  t.same(codesOf(await reader.readPicture({ bytes: whole.subarray(0, whole.length / 2) }, place)), ['broken'])
  t.same(codesOf(await reader.readPicture({ bytes: Buffer.concat([Buffer.from(picture(['大'])).subarray(0, 60), Buffer.alloc(500)]) }, place)), ['broken'])
  t.same(codesOf(await reader.readPicture({ bytes: paper(1, 1, () => 0) }, place)), ['blank_page'])
  const bomb = Buffer.from(picture(['大']))
  bomb.writeUInt32BE(60_000, 16)
  bomb.writeUInt32BE(60_000, 20)
  t.same(codesOf(await reader.readPicture({ bytes: bomb }, place)), ['too_large'])
})

t.test('a page that was not read for sure counts as unread', async (t) => {
  const scribble = createCanvas(500, 300)
  const pen = scribble.getContext('2d')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, 500, 300)
  for (let at = 0; at < 150; at += 1) {
    pen.beginPath()
    pen.arc(at * 7919 % 500, at * 104_729 % 300, 5 + at % 17, at, at + 2)
    pen.stroke()
  }
  t.same(codesOf(await reader.readPicture({ bytes: scribble.encodeSync('png') }, place)), ['unsure_page'])
  const strict = await openPageReader({ sureFrom: 100 })
  t.teardown(() => strict.close())
  t.same(codesOf(await strict.readPicture({ bytes: picture(['关于公开工作的通知']) }, place)), ['unsure_page'])
})

const cutOff = ['-rn', process.execPath]
const canCutOff = spawnSync('unshare', [...cutOff, '--version']).status === 0

t.test('pictures are read on a machine without network', { skip: canCutOff ? false : 'this system lets no program cut itself off' }, async (t) => {
  const { stdout, stderr } = spawnSync('unshare', [...cutOff, fileURLToPath(new URL('../../support/scans/read-alone.ts', import.meta.url))])
  t.match(stdout.toString(), /信息公开/, stderr.toString())
})
