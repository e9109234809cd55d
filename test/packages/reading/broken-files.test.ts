import { defaultLimits, type ReadingLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import type { FaultCode, Reading } from '@lightwell/reading/reading'
import { PDFDocument } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import t from 'tap'
import { docx } from '../../support/made-files/docx.ts'
import { zip } from '../../support/made-files/office-package.ts'
import { pdf } from '../../support/made-files/pdf.ts'
import { picture } from '../../support/made-files/picture.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { hex, rawPdf } from '../../support/made-files/raw-pdf.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'

const mark = '机密★7年'
const blind: PageReader = { readPicture: async () => ({ pieces: [], faults: [] }), close: async () => {} }

const read = (bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): Promise<Reading> =>
  readFile(bytes, {}, { limits: { ...defaultLimits, ...limits }, pageReader: blind })

const codesOf = ({ faults }: Reading): FaultCode[] => [...new Set(faults.map(({ code }) => code))]

/** A file with some of its bytes changed for others of the same number. */
function changed (bytes: Uint8Array, from: string, to: string): Uint8Array {
  const file = Buffer.from(bytes)
  const at = file.indexOf(from, 'latin1')
  if (at < 0 || from.length !== to.length) throw new Error('It is not there.')
  file.write(to, at, 'latin1')
  return new Uint8Array(file)
}

const concat = (...parts: (Uint8Array | string)[]): Uint8Array => new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))))
const zeros = new Uint8Array(12 << 20)
const plain = pdf({ pages: [{ lines: [mark] }] })

async function encryptedPdf (): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage().drawText('x')
  document.encrypt({ userPassword: 'a', ownerPassword: 'b' })
  return await document.save()
}

function nested (depth: number): Uint8Array {
  let inner = zip({ 'a.txt': mark })
  for (let level = 0; level < depth; level++) inner = zip({ 'a.zip': inner })
  return inner
}

/** An archive that lists its one file twice. */
function listedTwice (): Uint8Array {
  const file = Buffer.from(zip({ 'a.txt': mark }))
  const [directory, end] = [file.indexOf('PK\u0001\u0002', 'latin1'), file.indexOf('PK\u0005\u0006', 'latin1')]
  const tail = Buffer.from(file.subarray(end))
  tail.writeUInt16LE(2, 8)
  tail.writeUInt16LE(2, 10)
  tail.writeUInt32LE(2 * (end - directory), 12)
  return concat(file.subarray(0, end), file.subarray(directory, end), tail)
}

/** Bytes between the files of an archive and its directory. */
function withGap (): Uint8Array {
  const file = Buffer.from(zip({ 'a.txt': 'x' }))
  const [directory, end] = [file.indexOf('PK\u0001\u0002', 'latin1'), file.indexOf('PK\u0005\u0006', 'latin1')]
  const tail = Buffer.from(file.subarray(end))
  tail.writeUInt32LE(directory + 100, 16)
  return concat(file.subarray(0, directory), new Uint8Array(100).fill(65), file.subarray(directory, end), tail)
}

const page = (content: string, extra = ''): Uint8Array => rawPdf([
  '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R ${extra} >>`,
  { dict: '', stream: content },
  { dict: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>', stream: '/X Do' },
])
const undrawn = (name: string, content: string, extra = ''): Uint8Array => rawPdf([
  '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << /XObject << ${name} >> >> /Contents 4 0 R ${extra} >>`,
  { dict: '', stream: content },
  { dict: name === '' ? '' : '/Type /XObject /Subtype /Image /Width 3 /Height 3 /ColorSpace /DeviceGray /BitsPerComponent 8', stream: new Uint8Array(9).fill(1) },
])
const image = (dict: string, stream: Uint8Array): Uint8Array => rawPdf([
  '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>',
  { dict: '', stream: '400 0 0 400 0 0 cm /X Do' },
  { dict: `/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 ${dict}`, stream },
])

t.test('what cannot be read closes the door, with its reason', async (t) => {
  const office97 = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  const entities = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
  const files: [string, Uint8Array, FaultCode, Partial<ReadingLimits>?][] = [
    ['a file that is too large', Buffer.from(mark), 'too_large', { bytes: 5 }],
    ['a text of too many characters', Buffer.from(mark), 'too_large', { characters: 3 }],
    ['bytes of no kind', Buffer.from([1, 2, 3, 0, 255, 254, 17]), 'unknown_type'],
    ['an old Word file', concat(office97, Buffer.alloc(600)), 'unknown_type'],
    ['an encrypted Office file', concat(office97, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')), 'encrypted'],
    ['an RTF', Buffer.from('{\\rtf1 a}'), 'unknown_type'],
    ['an RTF after other signs', Buffer.from('\ufeff\n{\\rtf1 a}'), 'unknown_type'],
    ['a file in the letters of older mails', Buffer.from('begin 644 a.docx\n#86%A\n`\nend\n'), 'unknown_type'],
    ['a mail', Buffer.from('MIME-Version: 1.0\n\nx'), 'unknown_type'],
    ['a mail as its server keeps it', Buffer.from('Delivered-To: a@example.org\nSubject: x\n\nx'), 'unknown_type'],
    ['a mail to many', Buffer.from(`Date: x\nTo: ${'a <a@example.org>,\n '.repeat(80)}b\nContent-Type: text/plain\n\nx`), 'unknown_type'],
    ['a text in Big5', Buffer.from('beF7b14baabaa4e5a5f3', 'hex'), 'unknown_type'],
    ['a text in UTF-16 that does not say so', Buffer.from(mark.repeat(3), 'utf16le'), 'unknown_type'],
    ['an unknown file in base 64', Buffer.from(Buffer.alloc(300, 7).toString('base64')), 'unknown_type'],
    ['a packed file', Buffer.from('1f8b0800000000000003', 'hex'), 'unknown_type'],
    ['XML that ends early', Buffer.from('<?xml version="1.0"?><a><b>x'), 'broken'],
    ['XML that grows out of itself', Buffer.from(`<?xml version="1.0"?>${entities}<a>&c;</a>`), 'broken'],
    ['XML that nests deeply', Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(2000)}`), 'explodes'],
    ['an archive cut short', zip({ 'a.txt': mark }).subarray(0, -10), 'broken'],
    ['an archive with a wrong sum', changed(zip({ 'a.txt': 'x'.repeat(9) }), 'a.txt', 'b.txt'), 'broken'],
    ['an archive of many files', zip({ 'a.txt': 'x', 'b.txt': 'x' }), 'explodes', { entries: 1 }],
    ['an archive that unpacks to much more', zip({ 'a.txt': zeros }), 'explodes'],
    ['an archive of much in all', zip({ 'a.txt': 'x'.repeat(900), 'b.txt': 'x'.repeat(900) }), 'explodes', { expandedBytes: 1000 }],
    ['an archive that lists a file twice', listedTwice(), 'explodes'],
    ['an archive with bytes that it does not list', withGap(), 'unread_part'],
    ['an archive after other bytes', concat('#!/bin/sh\n', zip({ 'a.txt': mark })), 'unread_part'],
    ['archives in archives', nested(6), 'explodes'],
    ['an encrypted file in an archive', changed(changed(zip({ 'a.txt': mark }), 'PK\u0003\u0004\u0014\0\0', 'PK\u0003\u0004\u0014\0\u0001'), 'PK\u0001\u0002\u0014\0\u0014\0\0', 'PK\u0001\u0002\u0014\0\u0014\0\u0001'), 'encrypted'],
    ['an encrypted OpenDocument', zip({ 'META-INF/manifest.xml': '<m><encryption-data/></m>', 'content.xml': '\u0001' }), 'encrypted'],
    ['a fixed layout document', zip({ 'OFD.xml': '<OFD/>', 'a.xml': `<TextCode>${mark}</TextCode>` }), 'unknown_type'],
    ['a macro in a Word file', docx({ parts: { 'word/vbaProject.bin': concat(office97, Buffer.alloc(600)) } }), 'unknown_type'],
    ['a font in a Word file', docx({ parts: { 'word/fonts/font1.odttf': new Uint8Array(500).fill(3) } }), 'unknown_type'],
    ['a drawing of no known kind', pptx({ slides: [], parts: { 'ppt/media/image1.emf': new Uint8Array(500).fill(1) } }), 'unknown_type'],
    ['a picture cut short', picture(['x']).subarray(0, -20), 'broken'],
    ['a picture with a file behind it', concat(picture(['x']), docx({ paragraphs: [mark] })), 'unread_part'],
    ['a moving picture', Buffer.from('4749463839610100010000000021f90400000000002c00000000010001000002024401002c00000000010001000002024401003b', 'hex'), 'unread_part'],
    ['an encrypted PDF', await encryptedPdf(), 'encrypted'],
    ['a PDF cut short', plain.subarray(0, 300), 'broken'],
    ['a PDF of too many pages', pdf({ pages: [{}, {}] }), 'too_many_pages', { pages: 1 }],
    ['a PDF of too many objects', plain, 'explodes', { entries: 3 }],
    ['a PDF whose stream unpacks to much more', page('x'.repeat(12 << 20)), 'explodes'],
    ['a PDF whose stream is packed twice', changed(page('0 0 1 1 re f'), '/Filter /FlateDecode', '/Filter[/Fl/Fl]      '.slice(0, 20)), 'explodes'],
    ['a PDF with a picture of endless size', image('/Width 90000 /Height 90000', new Uint8Array(9)), 'explodes'],
    ['a PDF whose picture is broken', changed(image('/Width 3 /Height 3', new Uint8Array(9)), 'x\u009c', 'x\u0000'), 'broken'],
    ['a PDF whose form draws itself', page('/X Do'), 'broken'],
    ['a PDF whose content is broken', changed(plain, 'x\u009c', 'x\u0000'), 'broken'],
    ['a PDF whose content is not found', changed(plain, '/Contents 6', '/Contents 9'), 'blank_page'],
    ['a PDF that writes in white', pdf({ pages: [{ content: `BT 1 g /F1 12 Tf 90 100 Td <${hex(mark)}> Tj ET` }] }), 'blank_page'],
    ['a PDF with a page of endless size', pdf({ pages: [{ lines: [mark], size: [2_000_000, 2_000_000] }] }), 'blank_page'],
    ['a PDF with a page out of its tree', changed(pdf({ pages: [{ lines: ['x'] }, { lines: [mark] }] }), '/Count 2', '/Count 1'), 'unread_part'],
    ['a PDF that keeps a picture of a page taken out', undrawn('/Old 5 0 R', 'q Q 0 0 9 9 re f'), 'unread_part'],
    ['a PDF with data of its program', undrawn('', '0 0 9 9 re f', '/PieceInfo << /Program << /Private 5 0 R >> >>'), 'unread_part'],
    ['a PDF with content that nothing leads to', rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>', { dict: '', stream: 'BT (x) Tj ET' }]), 'unread_part'],
  ]
  for (const [name, bytes, code, limits] of files) {
    const codes = codesOf(await read(bytes, limits))
    t.ok(codes.includes(code), `${name} is ${code}: ${codes.join(', ') || 'no fault'}`)
  }
})

const turned = rawPdf([
  '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /Rotate 90 /MediaBox [0 0 400 300] /Resources << /Font << /H 5 0 R /V 6 0 R >> >> /Contents 4 0 R >>',
  { dict: '', stream: `BT /H 20 Tf 30 250 Td <${hex('横排文字')}> Tj ET BT /V 20 Tf 300 280 Td <${hex(mark)}> Tj ET BT 0 1 -1 0 60 40 Tm /H 20 Tf <${hex('向上')}> Tj ET` },
  ...['H', 'V'].map((way) => `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-${way} /DescendantFonts [7 0 R] >>`),
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 8 0 R /DW 1000 >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
])

t.test('what is whole though it is unusual is no fault', async (t) => {
  const files: [string, Uint8Array][] = [
    ['a page that nests deeply', Buffer.from(`<html>${'<div>'.repeat(10_000)}${mark}`)],
    ['a PDF with a broken table of objects', changed(plain, '0000000000 65535 f', 'xxxxxxxxxx 65535 f')],
    ['a PDF after other bytes', concat('junk\n', plain)],
    ['a PDF whose page is turned, with lines from above to below', turned],
    ['a PDF with a blank page', pdf({ pages: [{ lines: [mark] }, {}] })],
    ['an archive with a comment', (() => {
      const file = Buffer.from(zip({ 'a.txt': 'x' }))
      file.writeUInt16LE(Buffer.byteLength(mark), file.length - 2)
      return concat(file, mark)
    })()],
  ]
  for (const [name, bytes] of files) {
    const reading = await read(bytes)
    t.same(reading.faults, [], name)
    t.ok(reading.pieces.some(({ text }) => text.includes(mark)), `${name} is read`)
  }
})

t.test('a mark is found in many files that are not read, beside their fault', async (t) => {
  const office97 = concat(Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(505), Buffer.from(mark, 'utf16le'))
  const rtf = Buffer.from(`{\\rtf1 ${[...mark].map((sign) => `\\u${(sign.charCodeAt(0) << 16) >> 16}?`).join('')}}`)
  const ofd = zip({ 'OFD.xml': '<OFD/>', 'a.xml': `<TextCode>${mark}</TextCode>` })
  const mail = Buffer.from(`Received: x\n\n${Buffer.from(docx({ paragraphs: [mark] })).toString('base64').replace(/.{76}/g, '$&\r\n')}\n`)
  for (const bytes of [office97, rtf, ofd, mail, Buffer.from(mark, 'utf16le')]) {
    const { pieces, faults } = await read(bytes)
    t.ok(pieces.some(({ text }) => text.includes(mark)) && faults.length > 0)
  }
})

const words = [mark, '页眉文字', '批注文字']
const whole: Record<string, Uint8Array> = {
  docx: docx({ paragraphs: [words[0]!], header: words[1]!, comment: words[2]! }),
  xlsx: xlsx({ sheets: [{ name: 'a', rows: [words] }] }),
  pdf: pdf({ pages: [{ lines: words }] }),
}
const change = fc.oneof(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), put: fc.uint8Array({ minLength: 1, maxLength: 4 }) }),
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.integer({ min: 1, max: 30 }) }),
)

for (const [kind, bytes] of Object.entries(whole)) {
  t.test(`no damage to a ${kind} file breaks its reader or goes unseen`, async (t) => {
    await fc.assert(fc.asyncProperty(change, async (damage) => {
      const at = Math.floor(damage.at * bytes.length)
      const damaged = 'cut' in damage
        ? concat(bytes.subarray(0, at), bytes.subarray(at + damage.cut))
        : concat(bytes.subarray(0, at), damage.put, bytes.subarray(at + damage.put.length))
      const { pieces, faults } = await read(damaged)
      const text = pieces.map((piece) => piece.text).join('\n')
      return faults.length > 0 || words.every((word) => text.includes(word))
    }), { numRuns: kind === 'pdf' ? 50 : 200 })
    t.pass('each was whole or at fault')
  })
}

t.test('bytes by chance are never read whole', async (t) => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 40, maxLength: 400 }), async (bytes) => {
    const { faults } = await read(concat(bytes, '\u0001'))
    return faults.length > 0
  }), { numRuns: 100 })
  t.end()
})

t.test('a fault tells nothing that the file says', async (t) => {
  for (const bytes of Object.values(whole)) {
    for (const cut of [0.3, 0.6, 0.9]) {
      const { faults } = await read(bytes.subarray(0, bytes.length * cut))
      t.ok(faults.length > 0)
      t.notMatch(JSON.stringify(faults), /机密|页眉|批注/)
    }
  }
})
