import { deflateSync } from 'node:zlib'
import { conclude } from '@lightwell/documents/conclude-scan'
import { defaultLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import t from 'tap'
import { docx } from '../../support/made-files/docx.ts'
import { greyPicture, picture } from '../../support/made-files/picture.ts'
import { hex, type PdfObject, pdfText, rawPdf } from '../../support/made-files/raw-pdf.ts'

const mark = '秘密★10年'
const characters = [...mark]
const title = '关于印发实施方案的通知'

/** A line in 16 points, `up` the page from its foot. */
const line = (text: string, up = 700): string => `BT /F1 16 Tf 72 ${up} Td <${hex(text)}> Tj ET\n`
const plain = line(title) + line('各乡镇人民政府，县直各单位：', 660)

const font = [
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
]
const firstExtra = 6

type Entries = { catalogue?: string, page?: string, resources?: string, trailer?: string }

/** A PDF of pages with their contents; `extra` are objects numbered from 6. */
function made (contents: readonly (string | PdfObject)[], extra: readonly PdfObject[] = [], entries: Entries = {}): Uint8Array {
  const { catalogue = '', page = '', resources = '', trailer = '' } = entries
  const first = firstExtra + extra.length
  const pages = contents.flatMap((content, at) => [
    typeof content === 'string' ? { dict: '', stream: content } : content,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> ${resources} >> /Contents ${first + at * 2} 0 R ${page} >>`,
  ])
  const kids = contents.map((_, at) => `${first + at * 2 + 1} 0 R`).join(' ')
  return rawPdf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`, ...font, ...extra, ...pages,
  ], trailer)
}

const looked: number[] = []
/** A page reader that sees the same words on each page. */
const eye: PageReader = {
  async readPicture (_, place) {
    looked.push(place.page ?? 0)
    return { pieces: [{ place, text: `${title}各乡镇人民政府，县直各单位：`, confidence: 90 }], faults: [] }
  },
  close: async () => {},
}

async function found (file: Uint8Array): Promise<{ marked: boolean, faults: string[] }> {
  const reading = await readFile(new Uint8Array(file), {}, { limits: defaultLimits, pageReader: eye })
  const { marks } = conclude(reading)
  return { marked: marks.some(({ level }) => level === 'secret'), faults: reading.faults.map(({ code }) => code) }
}

const escaped = (text: string): string => `/${[...Buffer.from(text)].map((byte) => `#${byte.toString(16)}`).join('')}`
const literal = (text: string): string => `(\u00fe\u00ff${Buffer.from(text, 'utf16le').swap16().toString('latin1')})`
const xmp = (stream: Uint8Array | string, dict = ''): PdfObject => ({ dict: `/Type /Metadata /Subtype /XML ${dict}`, stream: Buffer.from(stream), plain: dict !== '' })
const attached = { catalogue: '/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>' }
const inner: PdfObject = { dict: '', stream: docx({ paragraphs: [mark] }) }
const form = (stream: string): PdfObject => ({ dict: '/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /F1 3 0 R >> >>', stream })
const annotation = { page: '/Annots [6 0 R]' }
const between = (pale: string, usual: string): string =>
  plain + `BT /F1 16 Tf 72 500 Td <${hex('某 秘')}> Tj ${pale} <${hex('甲')}> Tj ${usual} <${hex('密')}> Tj ${pale} <${hex('乙')}> Tj ${usual} <${hex('★10年 某')}> Tj ET`
const jpeg = Buffer.from(picture(['x'], { type: 'jpeg' }))
const comment = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, Buffer.byteLength(mark) + 2]), Buffer.from(mark), jpeg.subarray(2)])
const sides = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5
const photograph = (stream: Uint8Array): Uint8Array => made([`${plain} q 99 0 0 99 9 9 cm /X Do Q`], [{
  dict: `/Type /XObject /Subtype /Image /Width ${jpeg.readUInt16BE(sides + 2)} /Height ${jpeg.readUInt16BE(sides)} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, stream, plain: true,
}], { resources: '/XObject << /X 6 0 R >>' })
const own = (catalogue: string): Uint8Array => made([plain], [], { catalogue })
const changed = (file: Uint8Array, from: string, to: string): Uint8Array => Buffer.from(Buffer.from(file).toString('latin1').replace(from, to), 'latin1')

t.test('a PDF says what stands in every part of it', async (t) => {
  const files: Record<string, Uint8Array> = {
    'white letters between, on a later page': made([plain, between('1 g', '0 g')]),
    'letters too small to see': made([plain, between('/F1 1 Tf', '/F1 16 Tf')]),
    'letters in invisible ink': made([plain, between('3 Tr', '0 Tr')]),
    'characters in no order': made([plain + [3, 0, 5, 1, 4, 2].map((at) => `BT /F1 16 Tf ${72 + at * 17} 500 Td <${hex(characters[at]!)}> Tj ET`).join(' ')]),
    'a file behind a table of its own, with no type': made([plain], ['<< /Type /Filespec /F (a) /EF 7 0 R >>', '<< /F 8 0 R >>', inner], attached),
    'a file whose key is written in numbers': made([plain], ['<< /Type /Filespec /F (a) /#45#46 << /F 7 0 R >> >>', inner], attached),
    'a file that says it is a font': made([plain], ['<< /AF 7 0 R >>', { ...inner, dict: '/Width 9 /Length1 7' } as PdfObject], { catalogue: '/AF [6 0 R]' }),
    'a text that says it is a font': made([plain], [{ dict: '/Length1 7', stream: Buffer.from(mark) }], { catalogue: '/Novelty 6 0 R' }),
    'a name': own(`/Novelty ${escaped(mark)}`),
    'a name in bytes': own(`/Novelty /${Buffer.from(mark).toString('latin1')}`),
    'the name of a destination': made([plain], [`<< ${escaped(mark)} [1 0 R /Fit] >>`], { catalogue: '/Dests 6 0 R' }),
    'a string with invisible characters': own(`/Novelty << /A ${pdfText('秘\u200b密\u0301★10年')} >>`),
    'a string that changes its language': own(`/Novelty << /A ${pdfText('\u001bzhCN\u001b秘密\u001bzh\u001b★10年')} >>`),
    'a string with brackets in brackets': own(`/Novelty << /A ${literal(`a(b(c)d)e ${mark}`)} >>`),
    'strings of one character': own(`/Novelty [${characters.map(pdfText).join(' ')}]`),
    'a string of the trailer': made([plain], [], { trailer: `/Novelty ${pdfText(mark)}` }),
    'rich words of a hidden note': made([plain], [`<< /Type /Annot /Subtype /FreeText /F 2 /Rect [72 600 300 640] /RC ${pdfText('<p>秘<span>密</span>★10年</p>')} >>`], annotation),
    'what stands for each character': made([plain + characters.map((one, at) => `/Span << /ActualText ${pdfText(one)} >> BDC BT /F1 9 Tf ${72 + at * 10} 500 Td <${hex('某')}> Tj ET EMC`).join(' ')]),
    'a property of marked content': made([`${plain}/P << /MCID 0 /Note ${pdfText(mark)} >> BDC EMC`]),
    'a comment in content': made([`${plain}\n% ${Buffer.from(mark).toString('latin1')}\n`]),
    'a comment between objects': changed(made([plain]), '2 0 obj', `% ${Buffer.from(mark).toString('latin1')}\n2 0 obj`),
    'words after its end': Buffer.concat([made([plain]), Buffer.from(`\n${mark}\n`)]),
    'words before its head': Buffer.concat([Buffer.from(`${mark}\n`), made([plain])]),
    'a comment of a photograph': photograph(comment),
    'metadata of a page in UTF-16': made([plain], [xmp(Buffer.from(`\ufeff<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${mark}</a></x:xmpmeta>`, 'utf16le').swap16())], { page: '/Metadata 6 0 R' }),
    'a file in its metadata': made([plain], [xmp(`<x><a>${Buffer.from(docx({ paragraphs: [mark] })).toString('base64')}</a></x>`)], { page: '/Metadata 6 0 R' }),
    'a script of numbers': made([plain], [{ dict: '', stream: `x(String.fromCharCode(${characters.map((one) => one.charCodeAt(0)).join(', ')}))` }], { catalogue: '/OpenAction << /S /JavaScript /JS 6 0 R >>' }),
    'an object whose number has another blank': changed(made([plain], [`<< /A ${pdfText(mark)} >>`], { catalogue: '/Novelty 6 0 R' }), '6 0 obj\n', '6\0 0 obj'),
    'an object whose number has a comment': changed(made([plain], [`<< /A ${pdfText(mark)} >>`], { catalogue: '/Novelty 6 0 R' }), '6 0 obj\n', '6%\n0 obj'),
  }
  for (const [name, file] of Object.entries(files)) {
    const { marked, faults } = await found(file)
    t.ok(marked, `${name}: found`)
    t.same(faults, [], `${name}: read whole`)
  }
})

const image: PdfObject = { dict: '/Type /XObject /Subtype /Image /Width 3 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8', stream: new Uint8Array(9).fill(1) }
const foretold = (text: string): Uint8Array => Uint8Array.from([...Buffer.from(text)].flatMap((byte) => [0, byte]))
const button = '<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (b) /F 4 /Rect [72 600 300 640] /AP << /N 7 0 R /D 8 0 R >> >>'

/** A file with a later version of its one content; `end` is whether the earlier one ends as a file does. */
function withLater (earlier: Uint8Array, content: string, end: boolean): Uint8Array {
  const file = Buffer.from(earlier)
  const [, number] = /\/Contents (\d+) 0 R/.exec(file.toString('latin1')) ?? []
  const packed = deflateSync(Buffer.from(content))
  return Buffer.concat([
    end ? file : file.subarray(0, file.indexOf('xref\n')), Buffer.from(`${number} 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`), packed,
    Buffer.from('\nendstream\nendobj\ntrailer\n<< /Size 12 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n'),
  ])
}

t.test('what a PDF shows on no page, or keeps where nobody looks, closes the door', async (t) => {
  const drawing = { resources: '/XObject << /X 6 0 R >>' }
  const packedObjects = (dict: string, stream: Uint8Array): PdfObject => ({ dict: `/Type /ObjStm /N 1 /First 5 ${dict}`, stream })
  const files: Record<string, Uint8Array> = {
    'a hidden note': made([plain], ['<< /Type /Annot /Subtype /FreeText /F 2 /Rect [72 600 300 640] /Contents (x) /AP << /N 7 0 R >> >>', form(line(mark, 2))], annotation),
    'a button while it is pressed': made([plain], [button, form('0 0 9 9 re f'), form(line(mark, 2))], { ...annotation, catalogue: '/AcroForm << /Fields [6 0 R] >>' }),
    'a form of no page': made([plain], [form(line(mark))], { catalogue: '/Names << /AP << /Names [(a) 6 0 R] >> >>' }),
    'a template': made([plain], ['<< /Type /Template /MediaBox [0 0 595 842] /Contents 7 0 R >>', { dict: '', stream: line(mark) }], { catalogue: '/Names << /Templates << /Names [(a) 6 0 R] >> >>' }),
    'the small picture of a page': made([plain], [{ ...image, dict: '/Width 3 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8' } as PdfObject], { page: '/Thumb 6 0 R' }),
    'another picture for print': made([`${plain} q 9 0 0 9 9 9 cm /X Do Q`], [{ ...image, dict: `${(image as { dict: string }).dict} /Alternates [<< /Image 7 0 R >>]` } as PdfObject, image], drawing),
    'a picture behind a new key': made([plain], [image], { catalogue: '/Novelty 6 0 R' }),
    'a picture of an earlier version': withLater(made(['q 400 0 0 400 9 9 cm /X Do Q'], [image], drawing), plain, true),
    'an earlier version without an end': withLater(made([line(mark)]), plain, false),
    'a picture after its end': Buffer.concat([made([plain]), picture([mark])]),
    'a packed file after its end': Buffer.concat([made([plain]), Buffer.from('1f8b08000000000000034b4c4a06', 'hex')]),
    'a file after a photograph': photograph(Buffer.concat([jpeg, docx({ paragraphs: [mark] })])),
    'words after a packed stream': made([{ dict: '/Filter /FlateDecode', stream: Buffer.concat([deflateSync(Buffer.from(plain)), Buffer.from(mark)]), plain: true }]),
    'words after the pixels of a picture': made([`${plain} q 9 0 0 9 9 9 cm /X Do Q`], [{ ...image, stream: Buffer.concat([new Uint8Array(9), Buffer.from(mark.repeat(9))]) } as PdfObject], drawing),
    'metadata in hexadecimals': made([plain], [xmp(`${Buffer.from(mark).toString('hex')}>`, '/Filter /ASCIIHexDecode')], { page: '/Metadata 6 0 R' }),
    'objects whose packing stands elsewhere': made([plain], ['/FlateDecode', { ...packedObjects('/Filter 6 0 R', deflateSync(Buffer.from(`90 0 << /A ${pdfText(mark)} >>`))) as object, plain: true } as PdfObject], { catalogue: '/Novelty 90 0 R' }),
    'objects that are foretold': made([plain], [packedObjects('/DecodeParms << /Predictor 12 /Columns 1 >>', foretold(`90 0 << /A ${pdfText(mark)} >>`))], { catalogue: '/Novelty 90 0 R' }),
  }
  for (const [name, file] of Object.entries(files)) t.not((await found(file)).faults.length, 0, name)
})

const scanned = greyPicture([mark, title, '各乡镇人民政府，县直各单位：'])
const scannedImage: PdfObject = {
  dict: `/Type /XObject /Subtype /Image /Width ${scanned.width} /Height ${scanned.height} /ColorSpace /DeviceGray /BitsPerComponent 8`, stream: scanned.grey,
}
const patch: PdfObject = { dict: '/Type /XObject /Subtype /Image /Width 3 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8', stream: new Uint8Array(9).fill(255) }
// From 400 to 800 up the page, its first line between 710 and 770.
const sheet = 'q 560 0 0 400 9 400 cm /X Do Q\n'

/** The kinds of places at which the pictures of a page are read. */
async function readAt (content: string, extra: readonly PdfObject[] = [], page = ''): Promise<string[]> {
  const kinds: string[] = []
  const reader: PageReader = {
    async readPicture (_, { kind }) {
      kinds.push(kind)
      return { pieces: [], faults: [] }
    },
    close: async () => {},
  }
  const file = made([content], [scannedImage, patch, ...extra], { resources: '/XObject << /X 6 0 R /P 7 0 R >>', page })
  const { faults } = await readFile(file, {}, { limits: defaultLimits, pageReader: reader })
  return [...kinds, ...faults.map(({ code }) => code)]
}

t.test('a picture is read as it lies in the file where the page covers a part of it, or cuts it off', async (t) => {
  const used = ' q 1 0 0 1 -9 -9 cm /P Do Q'
  const note = ['<< /Type /Annot /Subtype /Square /F 4 /Rect [20 700 300 790] /AP << /N 9 0 R >> >>', { dict: '/Type /XObject /Subtype /Form /BBox [20 700 300 790]', stream: '1 g 20 700 280 90 re f' }]
  const covered: Record<string, Promise<string[]>> = {
    'a white box': readAt(`${sheet}1 g 20 700 300 90 re f${used}`),
    'a black box': readAt(`${sheet}0 g 20 700 300 90 re f${used}`),
    'another picture': readAt(`${sheet}q 300 0 0 90 20 700 cm /P Do Q`),
    'an annotation': readAt(`${sheet}${used}`, note, '/Annots [8 0 R]'),
    'the edge of the page': readAt(`${sheet}${used}`, [], '/CropBox [0 0 595 690]'),
    'the edge of what is drawn on': readAt(`0 0 595 690 re W n ${sheet}${used}`),
  }
  for (const [name, kinds] of Object.entries(covered)) t.same((await kinds).at(-1), 'hidden', name)
  const plainly: Record<string, Promise<string[]>> = {
    'by itself': readAt(`${sheet}${used}`),
    'with words and a frame on it': readAt(`${sheet}${line(title, 730)} 20 700 300 90 re S${used}`),
    'a box where it has nothing': readAt(`${sheet}1 g 20 410 80 20 re f${used}`),
  }
  for (const [name, kinds] of Object.entries(plainly)) t.same(await kinds, ['picture'], name)
})

t.test('a later page on which words are drawn in squares is read by eye', async (t) => {
  const squares = Array.from({ length: 360 }, (_, at) => `${72 + at % 24 * 2} ${500 - Math.floor(at / 24) * 2} 2 2 re f`).join('\n')
  const frames = Array.from({ length: 60 }, (_, at) => `72 ${100 + at * 9} 400 9 re S`).join('\n')
  looked.length = 0
  await found(made([plain, plain + squares, plain + frames]))
  t.same(looked, [1, 2], 'and one with a table is not')
})

t.test('ordinary PDFs are read whole', async (t) => {
  const ticked = '<< /Type /Annot /Subtype /Widget /FT /Btn /T (b) /F 4 /AS /Yes /Rect [72 600 90 620] /AP << /N << /Yes 7 0 R /Off 8 0 R >> /D << /Yes 8 0 R >> >> >>'
  const files: Record<string, Uint8Array> = {
    'a box that is ticked': made([plain], [ticked, form('0 0 9 9 re f BT (4) Tj ET'), form('0 0 9 9 re S')], { ...annotation, catalogue: '/AcroForm << /Fields [6 0 R] >>' }),
    'a note that shows words': made([plain], ['<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 600 300 640] /AP << /N 7 0 R >> >>', form(line('批注', 2))], annotation),
    'a picture with its mask': made([`${plain} q 9 0 0 9 9 9 cm /X Do Q`], [{ ...image, dict: `${(image as { dict: string }).dict} /SMask 7 0 R` } as PdfObject, image], { resources: '/XObject << /X 6 0 R >>' }),
    'a photograph': photograph(jpeg),
    'a version with an end': withLater(made([line('草稿')]), plain, true),
    'a name of a font in GBK': changed(made([plain]), '/FontName /STSong-Light', '/FontName /#CB#CE#CC#E5'),
    'a white line over a dark ground': made([`0 0 1 rg 60 690 400 30 re f 1 g ${line(title)} 0 g ${line('正文', 600)}`]),
  }
  for (const [name, file] of Object.entries(files)) t.same(await found(file), { marked: false, faults: [] }, name)
})
