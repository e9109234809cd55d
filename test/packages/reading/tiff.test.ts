import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import t from 'tap'
import { findOcrMarks } from '@lightwell/documents/ocr-marks'
import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { defaultLimits, type ReadingLimits } from '@lightwell/reading/limits'
import { openPdf } from '@lightwell/reading/open-pdf'
import { openPageReader, type PageReader } from '@lightwell/reading/page/page-reader'
import { picturePages } from '@lightwell/reading/picture-pages'
import type { Raster } from '@lightwell/reading/page/raster'
import { readFile } from '@lightwell/reading/read-file'
import type { FaultCode, Reading } from '@lightwell/reading/reading'
import { faxPage } from '../../support/made-files/fax.ts'
import { lzw } from '../../support/made-files/lzw.ts'
import { zip } from '../../support/made-files/office-package.ts'
import { greyPicture, picture } from '../../support/made-files/picture.ts'
import { rawPdf } from '../../support/made-files/raw-pdf.ts'
import { tiff, type TiffOptions, type TiffPixels } from '../../support/made-files/tiff.ts'

const mark = '机密★7年'
const blind: PageReader = { readPicture: async () => ({ pieces: [], faults: [] }), close: async () => {} }

const read = (bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): Promise<Reading> =>
  readFile(bytes, {}, { limits: { ...defaultLimits, ...limits }, pageReader: blind })
const codesOf = ({ faults }: Reading): FaultCode[] => [...new Set(faults.map(({ code }) => code))]
const textOf = ({ pieces }: Reading): string => pieces.map(({ text }) => text).join('\n')
const drawn = (bytes: Uint8Array, page = 1): Promise<Raster> => picturePages(bytes, defaultLimits).draw(page, Infinity)

/** Red, green and blue of each pixel of a picture. */
function coloursOf ({ rgba }: Raster): number[] {
  return [...rgba].filter((_, at) => at % 4 !== 3)
}

function valuesOf ({ channels = 1, values }: TiffPixels): number[] {
  return channels === 3 ? [...values] : [...values].flatMap((value) => [value, value, value])
}

/** A picture of random pixels, of so many shades. */
function pixels (channels: 1 | 3, shades: number): fc.Arbitrary<TiffPixels> {
  return fc.record({ width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 12 }), seed: fc.integer({ min: 1, max: 4 }) })
    .chain(({ width, height, seed }) => {
      const size = width * height * channels
      // Long runs and short ones.
      return fc.array(fc.tuple(fc.nat({ max: shades - 1 }), fc.integer({ min: 1, max: 9 ** seed })), { minLength: size, maxLength: size })
        .map((runs) => runs.flatMap(([shade, run]) => Array<number>(Math.min(run, size)).fill(Math.round(shade * 255 / (shades - 1)))).slice(0, size))
        .map((values) => ({ width, height, channels, values: Uint8Array.from(values) }))
    })
}

const ways: readonly (readonly [name: string, pages: fc.Arbitrary<TiffPixels>, options: TiffOptions])[] = [
  ...(['none', 'runs', 'lzw', 'deflate', 'rows', 'lines', 'mixed', 'changes'] as const).flatMap((packing) => [
    [`two colours, ${packing}`, pixels(1, 2), { packing, bits: 1, rows: 5, whiteIsZero: true }],
    [`two colours the other way round, ${packing}`, pixels(1, 2), { packing, bits: 1, order: 'MM' }],
  ] as const),
  ...(['none', 'rows', 'changes'] as const).map((packing) =>
    [`bits in reverse, ${packing}`, pixels(1, 2), { packing, bits: 1, reversed: true }] as const),
  ...(['none', 'runs', 'lzw', 'deflate'] as const).flatMap((packing) => [
    [`grey in tiles, ${packing}`, pixels(1, 256), { packing, tile: [16, 16] }],
    [`colours in strips, ${packing}`, pixels(3, 256), { packing, rows: 3, order: 'MM' }],
  ] as const),
  ['four shades', pixels(1, 4), { bits: 2 }],
  ['sixteen shades', pixels(1, 16), { bits: 4, whiteIsZero: true }],
  ['grey as differences', pixels(1, 256), { packing: 'lzw', differs: true, rows: 4 }],
  ['colours as differences', pixels(3, 256), { packing: 'deflate', differs: true, tile: [32, 16] }],
]

t.test('a page is drawn dot for dot, however it is packed', async (t) => {
  for (const [name, pages, options] of ways) {
    await fc.assert(fc.asyncProperty(pages, async (page) => {
      const file = tiff([{ ...page, ...options }])
      if ((await read(file)).faults.length > 0) return false
      return Buffer.from(coloursOf(await drawn(file))).equals(Buffer.from(valuesOf(page)))
    }), { numRuns: 12 })
    t.pass(name)
  }
})

t.test('a palette gives its colours, in numbers of one byte or of two', async (t) => {
  const page = { width: 3, height: 1, values: Uint8Array.of(0, 1, 2), bits: 8 as const }
  for (const unit of [1, 257]) {
    const palette = [[9, 8, 7], [6, 5, 4], [3, 2, 1]].flatMap((shades) => shades.concat(Array<number>(253).fill(255)))
    const file = tiff([{ ...page, tags: { 262: [3], 320: palette.map((value) => value * unit) } }])
    t.same(coloursOf(await drawn(file)), [9, 6, 3, 8, 5, 2, 7, 4, 1])
  }
})

/** A JPEG without its tables, and the tables as a JPEG of their own. */
function apart (jpeg: Buffer): { tables: Buffer, rest: Buffer } {
  const [tables, rest] = [[jpeg.subarray(0, 2)], [jpeg.subarray(0, 2)]]
  let at = 2
  while (jpeg[at + 1] !== 0xda) {
    const segment = jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1] === 0xdb || jpeg[at + 1] === 0xc4) tables.push(segment)
    else rest.push(segment)
    at += segment.length
  }
  return { tables: Buffer.concat([...tables, Buffer.from('ffd9', 'hex')]), rest: Buffer.concat([...rest, jpeg.subarray(at)]) }
}

t.test('JPEG is unpacked in strips and tiles, with the tables that its parts have in common', async (t) => {
  const { grey, ...size } = greyPicture(['公开'])
  const page = { ...size, channels: 3 as const, values: Uint8Array.from(valuesOf({ ...size, values: grey })), packing: 'jpeg' as const }
  const { tables, rest } = apart(Buffer.from(picture(['公开'], { type: 'jpeg' })))
  for (const options of [{ rows: 32 }, { tile: [64, 64] as const }, { parts: [rest], tags: { 347: tables } }]) {
    const file = tiff([{ ...page, ...options }])
    t.same((await read(file)).faults, [])
    t.ok(coloursOf(await drawn(file)).every((value, at) => Math.abs(value - page.values[at]!) < 60))
  }
  const remarked = Buffer.concat([rest.subarray(0, 2), Buffer.from('fffe000f', 'hex'), Buffer.from(mark), rest.subarray(2)])
  t.match(textOf(await read(tiff([{ ...page, parts: [remarked], tags: { 347: tables } }]))), mark, 'a remark in a part is read')
  const noted = Buffer.concat([tables.subarray(0, 2), Buffer.from('fffe000f', 'hex'), Buffer.from(mark), tables.subarray(2)])
  t.match(textOf(await read(tiff([{ ...page, parts: [rest], tags: { 347: noted } }]))), mark, 'and one in the tables')
})

t.test('a program that shows PDFs unpacks what is packed for a fax, and words, to the same dots', async (t) => {
  const lengths = [...Array(64).keys(), ...Array.from({ length: 41 }, (_, at) => 64 * at + 64)]
  const width = 2700
  const height = lengths.length * 2
  const rowBytes = Math.ceil(width / 8)
  const rows = Buffer.alloc(rowBytes * height)
  // Each length of a run in white, and in black.
  for (let row = 0; row < height; row += 1) {
    const [from, to] = row % 2 === 0 ? [lengths[row >> 1]!, width] : [7, 7 + lengths[row >> 1]!]
    for (let x = from; x < to; x += 1) rows[row * rowBytes + (x >> 3)]! |= 0x80 >> x % 8
  }
  const page = { width, height, values: Uint8Array.from({ length: width * height }, (_, at) => {
    const [x, row] = [at % width, Math.floor(at / width)]
    return (rows[row * rowBytes + (x >> 3)]! & (0x80 >> x % 8)) === 0 ? 255 : 0
  }) }
  const lookOfPdf = async (dict: string, stream: Uint8Array): Promise<number[]> => {
    const bytes = rawPdf([
      '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>`,
      { dict: '', stream: `${width} 0 0 ${height} 0 0 cm /X Do` },
      { dict: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 ${dict}`, stream, plain: true },
    ])
    const document = await openPdf(bytes, defaultLimits.pixels)
    const raster = await drawPdfPage(await document.getPage(1), { dpi: 72, pixels: defaultLimits.pixels })
    await document.loadingTask.destroy()
    return coloursOf(raster)
  }
  const own = coloursOf(await drawn(tiff([{ ...page, packing: 'changes', bits: 1, whiteIsZero: true }])))
  t.ok(Buffer.from(own).equals(Buffer.from(valuesOf(page))))
  for (const [way, k] of [['changes', '-1'], ['lines', '0 /EndOfLine true'], ['mixed', '4 /EndOfLine true'], ['rows', '0 /EncodedByteAlign true /EndOfBlock false']] as const) {
    const parms = `<< /K ${k} /Columns ${width} /Rows ${height} >>`
    const looks = await lookOfPdf(`/Filter /CCITTFaxDecode /DecodeParms ${parms}`, faxPage(rows, { width, height }, way))
    t.ok(Buffer.from(looks).equals(Buffer.from(own)), way)
  }
  t.ok(Buffer.from(await lookOfPdf('/Filter /LZWDecode /Decode [1 0]', lzw(rows))).equals(Buffer.from(own)), 'words')
})

const corner = { width: 3, height: 2, values: Uint8Array.of(0, 40, 80, 120, 160, 200) }

t.test('a page is turned and mirrored as it says, and dots that are higher than wide are made square', async (t) => {
  const looks: Record<number, number[]> = {
    1: [0, 40, 80, 120, 160, 200], 2: [80, 40, 0, 200, 160, 120], 3: [200, 160, 120, 80, 40, 0], 4: [120, 160, 200, 0, 40, 80],
    5: [0, 120, 40, 160, 80, 200], 6: [120, 0, 160, 40, 200, 80], 7: [200, 80, 160, 40, 120, 0], 8: [80, 200, 40, 160, 0, 120],
  }
  for (const [orientation, shades] of Object.entries(looks)) {
    const raster = await drawn(tiff([{ ...corner, tags: { 274: [Number(orientation)] } }]))
    t.same([raster.width, raster.height], Number(orientation) < 5 ? [3, 2] : [2, 3])
    t.same(coloursOf(raster).filter((_, at) => at % 3 === 0), shades, `orientation ${orientation}`)
  }
  for (const [across, down, width, height] of [[204, 98, 3, 4], [98, 196, 6, 2], [200, 200, 3, 2], [200, 1, 3, 2]] as const) {
    const raster = await drawn(tiff([{ ...corner, tags: { 282: { fraction: across }, 283: { fraction: down } } }]))
    t.same([raster.width, raster.height], [width, height], `${across} to ${down}`)
  }
})

const plain = { width: 16, height: 2, values: new Uint8Array(32).fill(200) }
const twoPages = tiff([plain, plain])
const beginning = Buffer.from('\0\0\0II*\0lj\0\0', 'latin1')

/** A file with some of its bytes changed. */
function changed (bytes: Buffer, at: number, hex: string): Buffer {
  const file = Buffer.from(bytes)
  file.write(hex, at, 'hex')
  return file
}

t.test('what is not understood in a TIFF is not read, with its reason', async (t) => {
  const fax = { ...plain, values: Uint8Array.from({ length: 32 }, (_, at) => at % 3 === 0 ? 0 : 255), packing: 'changes' as const, bits: 1 as const }
  const first = twoPages.readUInt32LE(4)
  const linkOf = (at: number): number => at + 2 + 12 * twoPages.readUInt16LE(at)
  const files: readonly (readonly [string, Uint8Array, FaultCode, Partial<ReadingLimits>?])[] = [
    ['a larger TIFF', Buffer.from('49492b00080000001000000000000000', 'hex'), 'unknown_type'],
    ['a TIFF without pages', Buffer.from('49492a0000000000', 'hex'), 'broken'],
    ['a TIFF of nothing but its first bytes', Buffer.from('II*\0 no picture'), 'broken'],
    ['directories that lead in a circle', changed(twoPages, linkOf(twoPages.readUInt32LE(linkOf(first))), twoPages.toString('hex', 4, 8)), 'broken'],
    ['a directory outside of the file', changed(twoPages, 4, 'ffffff00'), 'broken'],
    ['too many pages', twoPages, 'too_many_pages', { pages: 1 }],
    ['too many pixels', twoPages, 'too_large', { pixels: 31 }],
    ['a tile of endless size', tiff([{ ...plain, parts: [Buffer.alloc(9)], tile: [60_000, 60_000] }]), 'too_large'],
    ['words beyond the page', tiff([{ ...plain, parts: [Buffer.from(Array.from({ length: 256 }, (_, at) => at > 40 && at % 3 === 0 ? 0 : 255))], tile: [16, 16] }]), 'unread_part'],
    ['pixels outside of the file', tiff([{ ...plain, tags: { 273: { long: [9_000_000] } } }]), 'broken'],
    ['fewer pixels than it says', tiff([{ ...plain, parts: [Buffer.alloc(31)] }]), 'broken'],
    ['more pixels than it says', tiff([{ ...plain, parts: [Buffer.alloc(200)] }]), 'unread_part'],
    ['fewer strips than it needs', tiff([{ ...plain, tags: { 278: [1] } }]), 'unknown_type'],
    ['strips and tiles at once', tiff([{ ...plain, tags: { 322: [16], 323: [16], 324: { long: [8] }, 325: { long: [32] } } }]), 'unknown_type'],
    ['a fax cut short', tiff([{ ...fax, parts: [faxPage(Buffer.alloc(4, 0x55), { width: 16, height: 2 }, 'changes').subarray(0, 3)] }]), 'broken'],
    ['a fax with too wide a line', tiff([{ ...fax, parts: [faxPage(Buffer.alloc(8), { width: 32, height: 2 }, 'rows')], packing: 'rows' }]), 'broken'],
    ['a fax with more behind its end', tiff([{ ...fax, parts: [Buffer.concat([faxPage(Buffer.alloc(4, 0x55), { width: 16, height: 2 }, 'changes'), Buffer.from(mark)])] }]), 'unread_part'],
    ['a fax in grey', tiff([{ ...plain, packing: 'changes', parts: [Buffer.alloc(32)] }]), 'unknown_type'],
    ['words with a code that means nothing', tiff([{ ...plain, packing: 'lzw', parts: [Buffer.from('807fffffff', 'hex')] }]), 'broken'],
    ['words in the older order of bits', tiff([{ ...plain, packing: 'lzw', parts: [Buffer.from('00018080', 'hex')] }]), 'unknown_type'],
    ['runs that end early', tiff([{ ...plain, packing: 'runs', parts: [Buffer.from('05aabb', 'hex')] }]), 'broken'],
    ['deflated pixels that are broken', tiff([{ ...plain, packing: 'deflate', parts: [Buffer.from('789c0300', 'hex')] }]), 'broken'],
    ['deflated pixels of much more', tiff([{ ...plain, packing: 'deflate', parts: [deflateSync(Buffer.alloc(1 << 24))] }]), 'broken'],
    ['a JPEG cut short', tiff([{ ...plain, packing: 'jpeg', parts: [Buffer.from(picture(['公开'], { type: 'jpeg' })).subarray(0, 900)] }]), 'broken'],
    ['a JPEG of another size', tiff([{ ...plain, packing: 'jpeg', parts: [picture(['公开'], { type: 'jpeg' })] }]), 'unknown_type'],
    ...([
      ['the older JPEG', { 259: [6] }], ['an unknown packing', { 259: [50_001] }], ['sixteen bits', { 258: [16] }],
      ['four inks', { 262: [5], 277: [4], 258: [8, 8, 8, 8] }], ['opacity', { 338: [1] }], ['a mask', { 254: { long: [4] } }],
      ['a smaller copy', { 254: { long: [1] } }], ['pages in a page', { 330: { long: [8] } }], ['planes', { 262: [2], 277: [3], 258: [8, 8, 8], 284: [2] }],
      ['numbers with a sign', { 339: [2] }], ['an unknown turn', { 274: [9] }], ['a palette too short', { 262: [3], 320: [1, 2, 3] }],
      ['layers of a program', { 37_724: new Uint8Array(9) }],
    ] as const).map(([name, tags]) => [name, tiff([{ ...plain, tags: { ...tags } }]), 'unknown_type'] as const),
    ['data of a program', tiff([{ ...plain, tags: { 60_000: new Uint8Array(9000).fill(200) } }]), 'unread_part'],
    ['bytes that nothing refers to', Buffer.concat([twoPages, Buffer.from('picture')]), 'unread_part'],
    ['bytes behind the beginning of a file', Buffer.concat([twoPages, beginning, Buffer.from('picture')]), 'unread_part'],
    ['a page that was taken out', changed(twoPages, linkOf(first), '00000000'), 'unread_part'],
    ['an archive behind it', Buffer.concat([twoPages, zip({ 'a.txt': mark })]), 'unread_part'],
  ]
  t.same((await read(twoPages)).faults, [])
  t.same((await read(Buffer.concat([twoPages, beginning]))).faults, [], 'as it is left where programs join pages')
  for (const [name, bytes, code, limits] of files) {
    const codes = codesOf(await read(bytes, limits))
    t.ok(codes.includes(code), `${name} is ${code}: ${codes.join(', ') || 'no fault'}`)
  }
  const second = await read(tiff([plain, { ...plain, tags: { 259: [6] } }]))
  t.match(second, { faults: [{ code: 'unknown_type', place: { page: 2 } }], pages: 2 }, 'the other pages are read')
})

t.test('what is written in the tags of a TIFF is read, and what is found in one that is not understood', async (t) => {
  const beside = tiff([{ ...plain, tags: { 34_665: { long: [8] } } }])
  for (const [name, bytes] of [
    ['a description', tiff([{ ...plain, tags: { 270: mark } }])],
    ['the name of a document, short', tiff([plain, { ...plain, tags: { 269: '机密' } }])],
    ['a description in GB 18030', tiff([{ ...plain, order: 'MM', tags: { 315: Buffer.concat([Buffer.from('bbfac3dc', 'hex'), Buffer.from('*7'), Buffer.from('c4ea', 'hex')]) } }])],
    ['a comment of Windows', tiff([{ ...plain, tags: { 40_092: Buffer.from(mark, 'utf16le') } }])],
    ['XMP', tiff([{ ...plain, tags: { 700: Buffer.from(`<x:xmpmeta><dc:title>${mark}</dc:title></x:xmpmeta>`.padEnd(9000)) } }])],
    ['a tag of nobody', tiff([{ ...plain, tags: { 65_000: `a ${mark}` } }])],
    ['one that is not understood', tiff([{ ...plain, tags: { 259: [6], 270: mark } }])],
    ['one whose directory is broken', changed(tiff([{ ...plain, values: new Uint8Array(32), tags: { 270: mark } }]), 4, 'ffffff00')],
    ['bytes behind it', Buffer.concat([twoPages, Buffer.from(mark)])],
  ] as const) t.match(textOf(await read(bytes)), /机密/, name)
  t.same(codesOf(await read(beside)), ['unknown_type'], 'a directory of the camera that is none')
  const reading = await read(tiff([{ ...plain, tags: { 270: mark } }]))
  t.match(reading, { pages: 1, faults: [], pieces: [{ place: { kind: 'metadata', page: 1 }, text: mark }] })
  const inside = await read(zip({ 'scan.tif': tiff([plain, { ...plain, tags: { 270: mark } }]) }))
  t.match(inside, { faults: [], pieces: [{ place: { kind: 'metadata', name: 'scan.tif/2' } }] })
})

t.test('no damage to a TIFF breaks its reader', async (t) => {
  const files = (['changes', 'lzw', 'runs', 'lines'] as const).map((packing) =>
    tiff([{ ...plain, packing, ...packing === 'lzw' ? {} : { bits: 1 as const } }, { ...plain, tags: { 270: mark } }]))
  const damage = fc.record({
    file: fc.constantFrom(...files), at: fc.double({ min: 0, max: 1, noNaN: true }), put: fc.uint8Array({ minLength: 1, maxLength: 6 }), cut: fc.nat({ max: 8 }),
  })
  await fc.assert(fc.asyncProperty(damage, async ({ file, at, put, cut }) => {
    const from = 4 + Math.floor(at * (file.length - 4))
    const { faults } = await read(Buffer.concat([file.subarray(0, from), put, file.subarray(from + cut)]))
    return Array.isArray(faults)
  }), { numRuns: 200 })
  t.pass('each was answered')
})

t.test('a fax shows its mark, with page, place and confidence', async (t) => {
  const reader = await openPageReader()
  t.teardown(() => reader.close())
  const scan = (lines: readonly string[]): TiffPixels & TiffOptions => {
    const { width, height, grey } = greyPicture(lines, { size: 40 })
    // Every second line, as a fax machine has them.
    const values = Uint8Array.from({ length: width * (height >> 1) }, (_, at) => grey[Math.floor(at / width) * 2 * width + at % width]! > 128 ? 255 : 0)
    const tags = { 282: { fraction: 204 }, 283: { fraction: 102 } }
    return { width, height: height >> 1, values, packing: 'changes', bits: 1, whiteIsZero: true, tags }
  }
  const file = tiff([scan(['关于公开工作的通知', '各县人民政府办公室']), scan(['秘密★10年', '关于公开工作的通知'])])
  const reading = await readFile(file, {}, { limits: defaultLimits, pageReader: reader })
  t.same(reading.faults, [])
  t.equal(reading.pages, 2)
  const marks = findOcrMarks(reading.pieces)
  t.match(marks, [{ kind: 'state_secret', level: 'secret', place: { page: 2 } }])
  t.ok((marks[0]?.place.area?.top ?? 1) < 0.5 && (marks[0]?.confidence ?? 0) > 60)
})
