import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import { createCanvas } from '@napi-rs/canvas'
import t, { type Test } from 'tap'
import { conclude } from '@lightwell/documents/conclude-scan'
import { defaultLimits } from '@lightwell/reading/limits'
import { registerPageFonts } from '@lightwell/reading/page-fonts'
import { openPageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import type { Area } from '@lightwell/reading/reading'
import { type Original, passagesOf } from '@lightwell/redaction/original'
import { proveRedaction } from '@lightwell/redaction/prove-redaction'
import type { PictureReader } from '@lightwell/redaction/read-picture-text'
import { redact } from '@lightwell/redaction/redact'
import type { Removal } from '@lightwell/redaction/removal'
import { hides, lookInto } from '../../support/forensics.ts'
import { deleted, docx, inserted } from '../../support/made-files/docx.ts'
import { pdf, type PdfContent } from '../../support/made-files/pdf.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { hex } from '../../support/made-files/raw-pdf.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'

// Their characters stand nowhere else in the files.
const secrets = ['欧阳静雯', '11010519491231002X', '13912345678', '嘉禾里七弄九号'] as const
const all = secrets.join(' ')
const told = '关于道路修缮的答复'

/** A file with what is chosen in it: areas, or the secrets in its passages. */
type Made = { name: string, original: Original, areas?: readonly Area[], passages?: readonly string[] }

function linesFor (at: number): string[] {
  const [name, id, phone, address] = secrets
  const lines = [`申请人${name}提出`, `证号 ${id} 核实`, `电话：${phone}`, `住${address}，以上`]
  return [`${told}${at}`, ...lines.slice(at % 4), ...lines.slice(0, at % 4)]
}

/** What a PDF may hold beside its pages: each turned on by one bit of the number. */
function besideIn (at: number): Omit<PdfContent, 'pages'> {
  return {
    ...at & 1 ? { info: { Title: all, Author: secrets[0] } } : {},
    ...at & 2 ? { xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>${all}</creator></x:xmpmeta>` } : {},
    ...at & 4 ? { attachments: { [`${secrets[0]}.txt`]: Buffer.from(all) } } : {},
    ...at & 8 ? { outline: all, script: `app.alert('${all}')` } : {},
  }
}

function textPdf (at: number): Made {
  const page = {
    lines: linesFor(at), size: [720, 300] as const,
    ...at & 16 ? { annotation: all, field: { name: secrets[0], value: all } } : {},
    ...at & 32 ? { hiddenLines: [all] } : {},
    // What somebody took for a redaction: a bar over words, words in white, and words beside the page.
    content: at & 2 ? `BT /F1 24 Tf 72 30 Td <${hex(all)}> Tj ET 0 g 60 20 660 40 re f BT 1 g /F1 12 Tf 20 4 Td <${hex(all)}> Tj ET` : `BT /F1 24 Tf 900 20 Td <${hex(all)}> Tj ET`,
  }
  const bytes = pdf({ ...besideIn(at), pages: [page], encoding: at % 3 === 0 ? 'UniGB-UTF16-H' : 'UniGB-UCS2-H' })
  const name = `PDF with text ${at}`
  if (at % 5 === 0) return { name, original: { kind: 'pdf', bytes: revised(bytes) }, passages: [changed] }
  return { name, original: { kind: 'pdf', bytes }, passages: [page.lines.join('\n')] }
}

const changed = `${told}：${secrets[0]}，${secrets[2]}`

/** The file saved again with another page: what was on it before stays in the file. */
function revised (bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes).toString('latin1')
  const content = Number(/\/Contents (\d+) 0 R/.exec(file)?.[1])
  const stream = `BT /F1 24 Tf 72 200 Td <${hex(changed)}> Tj ET`
  const object = `${content} 0 obj\n<< /Length ${stream.length} >>\nstream\n${stream}\nendstream\nendobj\n`
  const [size, start] = [/\/Size (\d+)/.exec(file)?.[1], /startxref\n(\d+)/.exec(file)?.[1]]
  const table = `xref\n${content} 1\n${String(file.length).padStart(10, '0')} 00000 n \ntrailer\n<< /Size ${size} /Root 1 0 R /Prev ${start} >>\n`
  return Buffer.from(`${file}${object}${table}startxref\n${file.length + object.length}\n%%EOF\n`, 'latin1')
}

const someFont = readFileSync(fileURLToPath(import.meta.resolve('@expo-google-fonts/zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf')))

/** A PDF whose font lists its characters, as most programs embed one. */
async function mappedPdf (at: number): Promise<Made> {
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit as unknown as Parameters<PDFDocument['registerFontkit']>[0])
  const font = await document.embedFont(someFont, { subset: true })
  document.setTitle(all)
  const page = document.addPage([420, 200])
  const lines = linesFor(at)
  lines.forEach((line, row) => page.drawText(line, { x: 30, y: 160 - row * 28, size: 14, font }))
  return { name: `PDF with a font of its own ${at}`, original: { kind: 'pdf', bytes: await document.save() }, passages: [lines.join('\n')] }
}

/** Lines of text as a scanner sees them, with the areas where the secrets stand. */
function scan (at: number): { grey: Uint8Array, width: number, height: number, areas: Area[], file (type: 'png' | 'jpeg'): Uint8Array } {
  registerPageFonts()
  const [width, height, row] = [700, 300, 52]
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = at % 2 ? '#f4f0e6' : 'white'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#202020'
  pen.font = '26px serif'
  const areas = linesFor(at).flatMap((line, place): Area[] => {
    const top = 16 + place * row
    pen.fillText(line, 30, top + 28)
    return secrets.filter((secret) => line.includes(secret)).map((secret) => ({
      left: (30 + pen.measureText(line.slice(0, line.indexOf(secret))).width) / width, top: top / height,
      width: pen.measureText(secret).width / width, height: 38 / height,
    }))
  })
  const { data } = pen.getImageData(0, 0, width, height)
  const grey = Uint8Array.from({ length: width * height }, (_, dot) => data[dot * 4]!)
  const file = (type: 'png' | 'jpeg'): Uint8Array => type === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg')
  return { grey, width, height, areas, file }
}

function scannedPdf (at: number): Made {
  const { areas, ...picture } = scan(at)
  const bytes = pdf({ ...besideIn(at), pages: [{ picture, size: [844, 444] }] })
  // The picture stands 72 points from the sides and the foot of the page.
  const placed = areas.map(({ left, top, width, height }) => ({
    left: (72 + left * 700) / 844, top: (72 + top * 300) / 444, width: width * 700 / 844, height: height * 300 / 444,
  }))
  return { name: `scanned PDF ${at}`, original: { kind: 'pdf', bytes }, areas: placed }
}

function pictureFile (at: number): Made {
  const { areas, file } = scan(at)
  return { name: `picture ${at}`, original: { kind: 'picture', bytes: file(at % 2 ? 'jpeg' : 'png') }, areas }
}

async function read (name: string, bytes: Uint8Array): Promise<Made> {
  const { pieces } = await readFile(bytes, {}, { limits: defaultLimits })
  return { name, original: { kind: 'text', pieces }, passages: passagesOf(pieces).map(({ text }) => text) }
}

async function officeFile (at: number): Promise<Made> {
  const properties = { title: all, creator: secrets[0], Note: all }
  const lines = linesFor(at)
  if (at % 4 === 0) return read(`text ${at}`, Buffer.from(lines.join('\n')))
  if (at % 4 === 1) {
    return read(`docx ${at}`, docx({
      paragraphs: lines, header: told, footer: `联系 ${secrets[2]}`, footnote: `见${secrets[3]}`, comment: all, properties,
      body: `<w:p>${deleted(all)}${inserted(told)}</w:p>`,
    }))
  }
  if (at % 4 === 2) {
    return read(`xlsx ${at}`, xlsx({
      sheets: [{ name: '表', rows: lines.map((line) => [line, told]), comment: all, hiddenRows: [3] }, { name: all.slice(0, 20), rows: [[all]], state: 'hidden' }],
      leftOver: [all], properties,
    }))
  }
  return read(`pptx ${at}`, pptx({ slides: [{ texts: lines, notes: all, comment: all }, { texts: [all], hidden: true }], properties }))
}

/** Removals of every secret wherever it is chosen. */
function removalsOf ({ areas = [], passages = [] }: Made): Removal[] {
  const words = passages.flatMap((text, passage) => secrets.flatMap((secret) => [...text.matchAll(new RegExp(secret, 'g'))]
    .map(({ index }): Removal => ({ passage, start: index, end: index + secret.length, ground: 'privacy' }))))
  return [...words, ...areas.map((area): Removal => ({ page: 1, area, ground: 'privacy' }))]
}

const blind: PictureReader = { readPicture: async () => ({ pieces: [], faults: [] }) }

async function attack (t: Test, made: Made, reader = blind): Promise<void> {
  const removals = removalsOf(made)
  t.ok(removals.length >= 2, `${made.name}: there is something to remove`)
  const redaction = await redact(made.original, removals, { dpi: made.original.kind === 'text' ? 72 : 100, reader: made.original.kind === 'picture' ? reader : blind })
  if (redaction.faults !== undefined) return void t.same(redaction.faults, [], made.name)
  const { rendition, removed } = redaction
  const proof = await proveRedaction(rendition, [...removed, ...secrets.map((words) => ({ number: 1, words }))], { reader })
  t.same(proof.faults, { structure: 0, bytes: 0, text: 0, boxes: 0, reading: 0 }, `${made.name}: the proof passes`)
  const found = await lookInto(rendition.bytes)
  const back = secrets.filter((secret) => found.text.includes(secret) || found.beside.includes(secret) || hides(found.bytes, secret))
  t.same(back, [], `${made.name}: nothing comes back`)
  const characters = [...'欧阳静雯嘉禾弄'].filter((one) => found.text.includes(one) || found.mapped.includes(one))
  t.same([characters, found.entries, found.versions], [[], [], 1], `${made.name}: not in parts, nor beside the pages`)
  if (made.areas === undefined) t.match(found.text.replaceAll(/\s/g, ''), told, `${made.name}: what is left can be found`)
}

const some = (count: number, make: (at: number) => Made | Promise<Made>): (() => Made | Promise<Made>)[] =>
  [...Array(count).keys()].map((at) => () => make(at))

t.test('the files that are attacked hold the secrets in all those places', async (t) => {
  const { original } = textPdf(63)
  const { text, beside, bytes, entries } = await lookInto(original.kind === 'text' ? Buffer.from('') : original.bytes)
  for (const secret of secrets) t.same([text, beside].map((found) => found.includes(secret)), [true, true], secret)
  t.ok(hides(bytes, secrets[0]))
  t.ok(new Set(entries).size > 10, 'the look finds what a PDF may hold beside its pages')
  const before = await lookInto(revised(original.kind === 'text' ? Buffer.from('') : original.bytes))
  t.equal(before.versions, 2)
})

t.test('nothing of what was removed from a PDF comes back', async (t) => {
  for (const make of [...some(48, textPdf), ...some(4, mappedPdf)]) await attack(t, await make())
})

t.test('nothing of what was removed from a scan or a picture comes back', async (t) => {
  for (const make of [...some(12, scannedPdf), ...some(12, pictureFile)]) await attack(t, await make())
})

t.test('nothing of what was removed from a text or an Office file comes back', async (t) => {
  for (const make of some(24, officeFile)) await attack(t, await make())
})

t.test('nothing of what was removed is read again by text recognition, and what it suggests lies where it stands', async (t) => {
  const reader = await openPageReader()
  t.teardown(() => reader.close())
  for (const made of [textPdf(6), scannedPdf(3), pictureFile(2), await officeFile(1)]) await attack(t, made, reader)
  // A scan that lies upside down, its line read in two ways: the number stands where its characters do.
  const [lines, phone] = [['关于城南片区道路修缮工程款项发放情况的说明', `电话${secrets[2]}，款项已于三月二日发放完毕`, '经办人员已核对原始凭证并且归档备查'], secrets[2]]
  const upright = createCanvas(1200, 420)
  const pen = upright.getContext('2d')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, upright.width, upright.height)
  pen.fillStyle = 'black'
  pen.font = '36px serif'
  lines.forEach((line, at) => pen.fillText(line, 100, 100 + at * 110))
  const [from, to] = ['电话', `电话${phone}`].map((words) => 100 + pen.measureText(words).width) as [number, number]
  const lying = createCanvas(1200, 420)
  const turned = lying.getContext('2d')
  turned.rotate(Math.PI)
  turned.drawImage(upright, -1200, -420)
  const { suggestions } = conclude(await readFile(lying.toBuffer('image/png'), {}, { limits: defaultLimits, pageReader: reader }))
  const areas = suggestions.flatMap(({ kind, place: { area } }) => kind === 'mobile' && area !== undefined ? [area] : [])
  t.ok(areas.length > 0)
  for (const { left, width } of areas) t.ok(left * 1200 < 1200 - to + 4 && (left + width) * 1200 > 1200 - from - 4, `from ${left} on, ${width} wide`)
})
