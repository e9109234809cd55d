import { readFile } from '@lightwell/reading/read-file'
import { defaultLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import type { PlaceKind, Reading } from '@lightwell/reading/reading'
import t, { type Test } from 'tap'
import { deleted, docx, inserted, paragraph, run, textBox } from '../../support/made-files/docx.ts'
import { relations, xmlHead, zip } from '../../support/made-files/office-package.ts'
import { pdf } from '../../support/made-files/pdf.ts'
import { picture } from '../../support/made-files/picture.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { hex, pdfText } from '../../support/made-files/raw-pdf.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'

const mark = '机密★7年'
const grey = { width: 60, height: 20, grey: new Uint8Array(1200).fill(90) }

/** A page reader that finds the same words in every picture. */
const seeing = (text: string): PageReader => ({
  readPicture: async (_, place) => ({ pieces: [{ place, text, confidence: 90 }], faults: [] }),
  close: async () => {},
})

const read = (bytes: Uint8Array, pageReader = seeing('')): Promise<Reading> =>
  readFile(bytes, { fileName: 'a.txt' }, { limits: defaultLimits, pageReader })

/** Where a mark may hide: a name, the file, and the kind of place at which it must come back. */
type Hiding = readonly [name: string, bytes: Uint8Array, kind: PlaceKind]

function finds (hidings: readonly Hiding[]): (t: Test) => Promise<void> {
  return async (t) => {
    for (const [name, bytes, kind] of hidings) {
      const { pieces, faults } = await read(bytes)
      const kinds = pieces.filter(({ text }) => text.replaceAll(/\s/g, '').includes(mark)).map(({ place }) => place.kind)
      t.ok(kinds.includes(kind), `${name} is ${kind}, and came back as ${kinds.join(', ') || 'nothing'}`)
      t.same(faults, [], `${name} is read whole`)
    }
  }
}

const styles = `${xmlHead}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style></w:styles>`
const watermark = `<w:p><w:r><w:pict><v:shape><v:textpath string="${mark}"/></v:shape></w:pict></w:r></w:p>`

t.test('a Word file says what stands in each of its places', finds([
  ['a paragraph', docx({ paragraphs: ['x', mark] }), 'body'],
  ['a paragraph of several runs', docx({ body: `<w:p>${run('机')}${run('密')}<w:proofErr/>${run('★7')}${run('年')}</w:p>` }), 'body'],
  ['a star of a symbol font', docx({ body: `<w:p>${run('机密')}<w:r><w:sym w:font="Wingdings" w:char="F0AB"/></w:r>${run('7年')}</w:p>` }), 'body'],
  ['a text box', docx({ body: textBox(mark) }), 'body'],
  ['the copy of a text box for older programs', docx({ body: textBox('x', mark) }), 'hidden'],
  ['a watermark', docx({ body: watermark }), 'body'],
  ['a header', docx({ header: mark }), 'header'],
  ['a footer', docx({ footer: mark }), 'footer'],
  ['a footnote', docx({ footnote: mark }), 'note'],
  ['an endnote', docx({ endnote: mark }), 'note'],
  ['a comment', docx({ comment: mark }), 'comment'],
  ['deleted text', docx({ body: `<w:p>${run('x')}${deleted(mark)}</w:p>` }), 'tracked_change'],
  ['text that was deleted in part', docx({ body: `<w:p>${deleted('机密★')}${inserted('x')}${run('7年')}</w:p>` }), 'tracked_change'],
  ['inserted text', docx({ body: `<w:p>${run('机密')}${inserted('★7年')}</w:p>` }), 'body'],
  ['hidden text', docx({ body: paragraph(mark, '<w:vanish/>') }), 'hidden'],
  ['text hidden by its style', docx({ body: paragraph(mark, '<w:rStyle w:val="Own"/>'), parts: {
    'word/styles.xml': styles, 'word/_rels/document.xml.rels': relations([{ type: 'styles', target: 'styles.xml' }]),
  } }), 'hidden'],
  ['a property of the document', docx({ properties: { title: mark } }), 'metadata'],
  ['an own property', docx({ properties: { level: mark } }), 'metadata'],
  ['the alternative text of a shape', docx({ body: `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="${mark}"/></wp:inline></w:drawing></w:r></w:p>` }), 'hidden'],
  ['data that Word keeps', docx({ parts: { 'customXml/item1.xml': `<a><b>${mark}</b></a>` } }), 'hidden'],
  ['a comment in its XML', docx({ body: `<!--${mark}-->` }), 'hidden'],
  ['a workbook in it', docx({ embedded: { 'a.xlsx': xlsx({ sheets: [{ name: 'a', rows: [[mark]] }] }) } }), 'attachment'],
  ['a page in it', docx({ parts: { 'word/afchunk.htm': `<html>${mark}</html>` } }), 'attachment'],
  ['an address it leads to', docx({ parts: { 'word/_rels/x.xml.rels': relations([{ type: 'hyperlink', target: `http://x/${encodeURIComponent(mark)}`, external: true }]) } }), 'hidden'],
]))

t.test('a workbook says what stands in each of its places', finds([
  ['a cell', xlsx({ sheets: [{ name: 'a', rows: [[1, mark]] }] }), 'body'],
  ['a formula', xlsx({ sheets: [{ name: 'a', rows: [[`="${mark}"`]] }] }), 'hidden'],
  ['the name of a sheet', xlsx({ sheets: [{ name: mark, rows: [] }] }), 'hidden'],
  ['a hidden sheet', xlsx({ sheets: [{ name: 'a', rows: [] }, { name: 'b', state: 'hidden', rows: [[mark]] }] }), 'hidden'],
  ['a very hidden sheet', xlsx({ sheets: [{ name: 'a', rows: [] }, { name: 'b', state: 'veryHidden', rows: [[mark]] }] }), 'hidden'],
  ['a hidden row', xlsx({ sheets: [{ name: 'a', rows: [['x'], [mark]], hiddenRows: [2] }] }), 'hidden'],
  ['a hidden column', xlsx({ sheets: [{ name: 'a', rows: [['x', mark]], hiddenColumns: [2] }] }), 'hidden'],
  ['a header with codes between', xlsx({ sheets: [{ name: 'a', rows: [], header: '&"SimHei,Bold"机密&14★7年' }] }), 'header'],
  ['a footer', xlsx({ sheets: [{ name: 'a', rows: [], footer: mark }] }), 'footer'],
  ['a comment', xlsx({ sheets: [{ name: 'a', rows: [], comment: mark }] }), 'comment'],
  ['a defined name', xlsx({ sheets: [{ name: 'a', rows: [] }], definedNames: { a: `"${mark}"` } }), 'hidden'],
  ['a string that no cell uses', xlsx({ sheets: [{ name: 'a', rows: [] }], leftOver: [mark] }), 'hidden'],
  ['a format that adds words', xlsx({ sheets: [{ name: 'a', rows: [] }], parts: { 'xl/styles.xml': `<styleSheet><numFmts><numFmt formatCode="&quot;${mark}&quot;0"/></numFmts></styleSheet>` } }), 'hidden'],
  ['a cache of a pivot table', xlsx({ sheets: [{ name: 'a', rows: [] }], parts: { 'xl/pivotCache/pivotCacheDefinition1.xml': `<pivotCacheDefinition><s v="${mark}"/></pivotCacheDefinition>` } }), 'hidden'],
]))

t.test('a presentation says what stands in each of its places', finds([
  ['a slide', pptx({ slides: [{ texts: [mark] }] }), 'body'],
  ['a hidden slide', pptx({ slides: [{ texts: [] }, { texts: [mark], hidden: true }] }), 'hidden'],
  ['notes', pptx({ slides: [{ texts: [], notes: mark }] }), 'note'],
  ['a comment', pptx({ slides: [{ texts: [], comment: mark }] }), 'comment'],
  ['the master of all slides', pptx({ slides: [{ texts: [] }], master: mark }), 'header'],
  ['an alternative text', pptx({ slides: [{ texts: ['x'], altText: mark }] }), 'hidden'],
  ['a property', pptx({ slides: [], properties: { title: mark } }), 'metadata'],
]))

const textNamespaces = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:dc="d"'
const odf = (body: string, meta = ''): Uint8Array => zip({
  mimetype: 'application/vnd.oasis.opendocument.text',
  'META-INF/manifest.xml': '<manifest/>',
  'content.xml': `<office:document-content ${textNamespaces}><office:automatic-styles><style:style style:name="h"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
  'meta.xml': `<office:document-meta ${textNamespaces}>${meta}</office:document-meta>`,
})

t.test('an OpenDocument says what stands in each of its places', finds([
  ['a paragraph', odf(`<text:p>机密<text:s/>★<text:span>7年</text:span></text:p>`), 'body'],
  ['a comment', odf(`<text:p>x<office:annotation><text:p>${mark}</text:p></office:annotation></text:p>`), 'comment'],
  ['a note', odf(`<text:p>x<text:note><text:p>${mark}</text:p></text:note></text:p>`), 'note'],
  ['deleted text', odf(`<text:tracked-changes><text:deletion><text:p>${mark}</text:p></text:deletion></text:tracked-changes>`), 'tracked_change'],
  ['hidden words', odf(`<text:p>x<text:span text:style-name="h">${mark}</text:span></text:p>`), 'hidden'],
  ['a property', odf('', `<dc:title>${mark}</dc:title>`), 'metadata'],
]))

const before = pdf({ pages: [{ lines: [mark] }] })
const after = Buffer.from(pdf({ pages: [{ lines: ['x'] }] }))

t.test('a PDF says what stands in each of its places', finds([
  ['a line in a font that is not embedded', pdf({ pages: [{ lines: ['x', mark] }] }), 'body'],
  ['a line in the encoding of newer programs', pdf({ pages: [{ lines: [mark] }], encoding: 'UniGB-UTF16-H' }), 'body'],
  ['the second page', pdf({ pages: [{ lines: ['x'] }, { lines: [mark] }] }), 'body'],
  ['a hidden layer', pdf({ pages: [{ lines: ['x'], hiddenLines: [mark] }] }), 'hidden'],
  ['words beside the page', pdf({ pages: [{ lines: ['x'], content: `BT /F1 12 Tf 900 100 Td <${hex(mark)}> Tj ET` }] }), 'hidden'],
  ['words in invisible ink', pdf({ pages: [{ lines: ['x'], content: `BT 3 Tr /F1 12 Tf 90 100 Td <${hex(mark)}> Tj ET` }] }), 'hidden'],
  ['an annotation', pdf({ pages: [{ lines: ['x'], annotation: mark }] }), 'annotation'],
  ['a form field', pdf({ pages: [{ lines: ['x'], field: { name: 'a', value: mark } }] }), 'form_field'],
  ['an attached file', pdf({ pages: [{ lines: ['x'] }], attachments: { 'a.docx': docx({ header: mark }) } }), 'attachment'],
  ['the name of an attached file', pdf({ pages: [{ lines: ['x'] }], attachments: { [mark]: Buffer.from('x') } }), 'attachment'],
  ['a property', pdf({ pages: [{ lines: ['x'] }], info: { Subject: mark } }), 'metadata'],
  ['an own property', pdf({ pages: [{ lines: ['x'] }], info: { Level: mark } }), 'metadata'],
  ['its XMP', pdf({ pages: [{ lines: ['x'] }], xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${mark}</a></x:xmpmeta>` }), 'metadata'],
  ['its outline', pdf({ pages: [{ lines: ['x'] }], outline: mark }), 'hidden'],
  ['its script', pdf({ pages: [{ lines: ['x'] }], script: `alert("${mark}")` }), 'hidden'],
  ['a place that is new', pdf({ pages: [{ lines: ['x'] }], catalogue: `/Novelty << /Words ${pdfText(mark)} >>` }), 'hidden'],
]))

t.test('a web page says what it shows and what it does not', finds([
  ['text', Buffer.from(`<p>机<b>密</b>&#9733;7年`), 'body'],
  ['its title', Buffer.from(`<html><title>${mark}</title>`), 'metadata'],
  ['a field', Buffer.from(`<html><input value="${mark}">`), 'form_field'],
  ['a comment', Buffer.from(`<html><!-- ${mark} -->`), 'hidden'],
  ['a script that writes by number', Buffer.from('<html><script>document.write("\\u673a\\u5bc6\\u26057\\u5e74")</script>'), 'hidden'],
  ['a style that adds words', Buffer.from('<html><style>p::after{content:"\\673a\\5bc6\\2605 7\\5e74"}</style>'), 'hidden'],
  ['a hidden element', Buffer.from(`<html><p style="display: none">${mark}</p>`), 'hidden'],
  ['an attribute', Buffer.from(`<html><img alt="${mark}">`), 'hidden'],
  ['a page written into it', Buffer.from(`<html><iframe src="data:text/html;base64,${Buffer.from(`<p>${mark}</p>${' '.repeat(200)}`).toString('base64')}">`), 'attachment'],
]))

t.test('a text says the same in every encoding', async (t) => {
  const gbk = Buffer.from('bbfac3dca1ef37c4ea', 'hex')
  const utf16 = Buffer.from(`\uFEFF${mark}`, 'utf16le')
  for (const bytes of [Buffer.from(mark), Buffer.from(`\uFEFF${mark}`), gbk, utf16, Buffer.from(utf16).swap16()]) {
    const { pieces, faults } = await read(bytes)
    t.same([pieces.at(-1)?.place, pieces.at(-1)?.text.replace('\uFEFF', ''), faults], [{ kind: 'body' }, mark, []])
  }
  const json = await read(Buffer.from(JSON.stringify({ a: mark }).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)))
  t.same(json.pieces.at(-1), { place: { kind: 'hidden' }, text: `{"a":"${mark}"}` }, 'characters by their number stand for themselves')
})

t.test('an archive is read file by file, and its files by what they are', async (t) => {
  const { pieces, faults } = await read(zip({ 'a.txt': 'x', 'in/b.bin': docx({ header: mark }), 'c.zip': zip({ 'd.txt': mark }) }))
  t.same(faults, [])
  t.same(pieces.filter(({ text }) => text.includes(mark)).map(({ place }) => place), [
    { kind: 'attachment', name: 'in/b.bin/word/header1.xml' }, { kind: 'attachment', name: 'c.zip/d.txt' },
  ])
})

t.test('pictures go to the page reader wherever they are', async (t) => {
  const png = picture(['x'])
  const files: [string, Uint8Array, object][] = [
    ['a picture', png, { kind: 'picture', page: 1 }],
    ['a JPEG', picture(['x'], { type: 'jpeg' }), { kind: 'picture', page: 1 }],
    ['a picture in a Word file', docx({ pictures: { 'image1.png': png } }), { kind: 'picture', name: 'word/media/image1.png' }],
    ['a picture on a slide', pptx({ slides: [{ texts: [], picture: png }] }), { kind: 'picture', name: 'ppt/media/image1.png' }],
    ['a page that is a picture', pdf({ pages: [{ picture: grey }] }), { kind: 'picture', page: 1 }],
    ['a picture in an archive', zip({ 'a.png': png }), { kind: 'picture', name: 'a.png' }],
  ]
  for (const [name, bytes, place] of files) {
    const { pieces, faults } = await read(bytes, seeing(mark))
    t.match(pieces.filter(({ confidence }) => confidence !== undefined), [{ place, text: mark, confidence: 90 }], name)
    t.same(faults, [], name)
    const unseen = await readFile(bytes, {}, { limits: defaultLimits })
    t.match(unseen.faults, [{ code: 'unread_part' }], `${name} is a fault where nobody reads pictures`)
  }
})

t.test('the pages of a PDF are read by eye where text may not be all, or may not be true', async (t) => {
  const text = '这是一段足够长的文字可以比较'
  const file = pdf({ pages: [{ lines: [text] }, { lines: [text] }, { lines: [text], picture: grey }, { lines: [text], content: '1 w 9 9 m 99 9 l S' }] })
  const seenBy = async (found: string): Promise<{ pages: unknown[], faults: unknown[] }> => {
    const pages: unknown[] = []
    const reader: PageReader = {
      async readPicture (_, place) {
        pages.push(place.page)
        return { pieces: [{ place, text: found, confidence: 9 }], faults: [{ code: 'unsure_page', place }] }
      },
      close: async () => {},
    }
    const { faults } = await read(file, reader)
    return { pages, faults: faults.map(({ place }) => place?.page) }
  }
  t.same(await seenBy(text), { pages: [1, 3], faults: [3] }, 'the first, and those with pictures; not being sure of text is no fault')
  t.same(await seenBy(mark), { pages: [1, 2, 3, 4], faults: [1, 2, 3, 4] }, 'all that have a font which draws something else than it says')
})

t.test('lines of a PDF have their areas, sheets and slides their numbers', async (t) => {
  const { pieces, pages } = await read(pdf({ pages: [{ lines: ['上', '下'] }, { lines: ['后'] }] }))
  const [upper, lower, later] = pieces.filter(({ place }) => place.kind === 'body').map(({ place }) => place)
  t.ok(upper!.area!.top < lower!.area!.top && upper!.area!.left > 0.1 && upper!.area!.width < 0.1)
  t.same([upper!.page, later!.page, pages], [1, 2, 2])
  const sheets = await read(xlsx({ sheets: [{ name: '一', rows: [] }, { name: '二', rows: [[mark]] }] }))
  t.same([sheets.pages, sheets.pieces.find(({ text }) => text.includes(mark))?.place], [2, { kind: 'body', page: 2, name: '二' }])
  const slides = await read(pptx({ slides: [{ texts: [] }, { texts: [mark] }] }))
  t.match([slides.pages, slides.pieces.find(({ text }) => text.includes(mark))?.place.page], [2, 2])
})

t.test('a PDF that was changed says what it said before', async (t) => {
  const added = after.subarray(after.indexOf('6 0 obj'), after.indexOf('xref\n'))
  const changed = Buffer.concat([before, Buffer.from(added), Buffer.from(`xref\n0 0\ntrailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`)])
  const { pieces } = await read(changed)
  t.match(pieces.find(({ text }) => text === mark), { place: { kind: 'hidden', name: 'version 1', page: 1 } })
})

t.test('the little picture of its first page closes no file, and a larger one, or another, does', async (t) => {
  const unsure: PageReader = {
    readPicture: async (_, place) => ({ pieces: [], faults: [{ code: 'unsure_page', place }] }), close: async () => {},
  }
  const small = picture(['字'], { size: 16 })
  const faultsOf = async (name: string, bytes: Uint8Array): Promise<string[]> =>
    (await read(docx({ paragraphs: ['x'], parts: { [name]: bytes } }), unsure)).faults.map(({ code }) => code)
  t.same(await faultsOf('docProps/thumbnail.png', small), [])
  t.same(await faultsOf('docProps/thumbnail.png', picture(['字'])), ['unsure_page'])
  t.same(await faultsOf('word/media/thumbnail.png', small), ['unsure_page'])
  const { pieces } = await read(docx({ paragraphs: ['x'], parts: { 'docProps/thumbnail.png': small } }), seeing(mark))
  t.ok(pieces.some(({ text }) => text === mark), 'what is legible in it is told')
})
