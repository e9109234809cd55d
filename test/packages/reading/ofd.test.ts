import fc from 'fast-check'
import t from 'tap'
import { marksOf, type PlacedMark } from '@lightwell/documents/marks-of'
import { defaultLimits, type ReadingLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import type { Reading } from '@lightwell/reading/reading'
import { docx } from '../../support/made-files/docx.ts'
import { ofd, ofdPart, ofdText, type OfdOptions, type OfdPage } from '../../support/made-files/ofd.ts'
import { picture } from '../../support/made-files/picture.ts'

const mark = '机密★7年'
// What it sees is the number of bytes: each picture is another.
const eyes: PageReader = {
  readPicture: async (image, place) => ({ pieces: 'bytes' in image ? [{ place, text: `seen ${image.bytes.length}`, confidence: 90 }] : [], faults: [] }),
  close: async () => {},
}

const read = (bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): Promise<Reading> =>
  readFile(bytes, {}, { limits: { ...defaultLimits, ...limits }, pageReader: eyes })
const textOf = ({ pieces }: Reading): string => pieces.map(({ text }) => text).join('\n')
const found = (reading: Reading): PlacedMark[] => marksOf(reading, () => [])
const bodyOf = ({ pieces }: Reading): string[] => pieces.filter(({ place }) => place.kind === 'body').map(({ text }) => text)
const innocent: OfdPage = { texts: [{ text: '关于公开工作的通知' }, { text: '各县人民政府办公室', y: 40 }] }
const onePage = (page: OfdPage, options: Partial<OfdOptions> = {}): Uint8Array => ofd({ pages: [page], ...options })

t.test('an OFD is read page by page, line by line, each with its place', async (t) => {
  const reading = await read(ofd({ pages: [innocent, { texts: [{ text: mark, x: 21, y: 29.7 }, { text: '第二页', y: 60 }] }] }))
  t.same(reading.faults, [])
  t.equal(reading.pages, 2)
  t.same(bodyOf(reading), ['关于公开工作的通知', '各县人民政府办公室', mark, '第二页'])
  t.match(await read(ofd({ pages: [innocent, innocent] }), { pages: 1 }), { faults: [{ code: 'too_many_pages' }] })
  const [first] = found(reading)
  t.match(first, { level: 'confidential', page: 2, period: { text: '7年' } })
  t.ok(Math.abs((first?.place.area?.left ?? 9) - 0.1) < 0.01 && (first?.place.area?.top ?? 9) < 0.1, JSON.stringify(first?.place.area))
})

t.test('text that is set glyph by glyph is one line, in whatever order it is set', async (t) => {
  const glyphs = [...'秘密★10年'].map((text, at) => ({ text, x: 20 + at * 5 }))
  const column = [...'秘密★10年'].map((text, at) => ({ text, y: 30 + at * 6 }))
  for (const [name, texts] of [
    ['in its order', glyphs], ['backwards', glyphs.toReversed()], ['downwards', column],
    ['by distances that run backwards', [{ text: '年01★密秘', x: 60, code: 'DeltaX="g 5 -5"' }]],
    ['a matrix', [{ text: '秘密', object: 'CTM="2 0 0 2 0 0"', code: 'DeltaX="5"' }, { text: '★10年', x: 44, y: 35 }]],
  ] as const) {
    const reading = await read(onePage({ texts: [...texts, { text: '关于公开', y: 100 }] }))
    t.same(reading.faults, [], name)
    t.match(found(reading), [{ level: 'secret' }], name)
  }
  const apart = await read(onePage({ texts: [{ text: '左', x: 20 }, { text: '右', x: 34 }, { text: '下', x: 20, y: 50 }] }))
  t.same(bodyOf(apart), ['左 右', '下'])
})

t.test('whatever is written in an OFD is read, on its pages or beside them', async (t) => {
  const secret = ofdText({ text: mark })
  const attachments = '<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>'
  const attached = (name: string, bytes: Uint8Array | string): Partial<OfdOptions> => ({
    document: attachments,
    parts: { 'Doc_0/Attachs/Attachments.xml': ofdPart('Attachments', `<ofd:Attachment ID="5" Name="附件"><ofd:FileLoc>${name}</ofd:FileLoc></ofd:Attachment>`), [`Doc_0/Attachs/${name}`]: bytes },
  })
  const files: Record<string, Uint8Array> = {
    'a template': onePage(innocent, { common: '<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>', parts: { 'Doc_0/Tpls/Tpl_0/Content.xml': ofdPart('Page', `<ofd:Content><ofd:Layer>${secret}</ofd:Layer></ofd:Content>`) } }),
    'a title': onePage(innocent, { info: `<ofd:Title>${mark}</ofd:Title>` }),
    'a key word': onePage(innocent, { info: `<ofd:Keywords><ofd:Keyword>${mark}</ofd:Keyword></ofd:Keywords>` }),
    'data of its own': onePage(innocent, { info: `<ofd:CustomDatas><ofd:CustomData Name="密级">${mark}</ofd:CustomData></ofd:CustomDatas>` }),
    'an outline': onePage(innocent, { document: `<ofd:Outlines><ofd:OutlineElem Title="${mark}"/></ofd:Outlines>` }),
    'a remark': onePage({ ...innocent, annotation: `<ofd:Annot ID="6" Type="Highlight"><ofd:Remark>${mark}</ofd:Remark></ofd:Annot>` }),
    'how a remark looks': onePage({ ...innocent, annotation: `<ofd:Annot ID="6" Type="Stamp"><ofd:Appearance Boundary="0 0 9 9">${secret}</ofd:Appearance></ofd:Annot>` }),
    'a hidden text': onePage({ texts: [{ text: '公开' }, { text: mark, object: 'Visible="false"', y: 50 }] }),
    'a text that is clear': onePage({ texts: [{ text: '公开' }, { text: mark, object: 'Alpha="0"', y: 50 }] }),
    'a unit': onePage(innocent, { resources: `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="12" Width="9" Height="9"><ofd:Content>${secret}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>` }),
    'a comment of XML': onePage({ ...innocent, content: `<!-- ${mark} -->` }),
    'a tag': onePage(innocent, { document: '<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>', parts: { 'Doc_0/Tags/CustomTags.xml': ofdPart('CustomTags', '<ofd:CustomTag TypeID="1"><ofd:FileLoc>Tag.xml</ofd:FileLoc></ofd:CustomTag>'), 'Doc_0/Tags/Tag.xml': `<a xmlns="x"><密级>${mark}</密级></a>` } }),
    'an attached text': onePage(innocent, attached('a.txt', mark)),
    'an attached Word file': onePage(innocent, attached('a.docx', docx({ paragraphs: ['公开'], comment: mark }))),
    'an attached XML file': onePage(innocent, attached('a.xml', `<a>${mark}</a>`)),
    'an extension': onePage(innocent, { document: '<ofd:Extensions>Extensions.xml</ofd:Extensions>', parts: { 'Doc_0/Extensions.xml': ofdPart('Extensions', `<ofd:Extension AppName="a" RefId="1"><ofd:Property Name="b">${mark}</ofd:Property></ofd:Extension>`) } }),
  }
  for (const [name, bytes] of Object.entries(files)) {
    const reading = await read(bytes)
    t.same(reading.faults, [], name)
    t.ok(textOf(reading).includes(mark), name)
    t.match(found(reading), [{ level: 'confidential' }], name)
  }
  const remarked = await read(files['a remark']!)
  t.match(remarked.pieces.find(({ text }) => text.includes(mark))?.place, { kind: 'annotation', page: 1 })
})

t.test('the pictures of an OFD are read', async (t) => {
  const scan = picture(['公开'])
  const reading = await read(ofd({
    pages: [{ content: '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="100"/>' }], pictures: { 'scan.png': scan },
  }))
  t.same(reading.faults, [])
  const seen = reading.pieces.filter(({ place }) => place.kind === 'picture')
  t.match(seen, [{ place: { name: 'Doc_0/Res/scan.png' }, text: `seen ${scan.length}` }])
})

/** The file with its page under the name of a part that it has already. */
function twice (file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file)
  const [name, other] = ['Doc_0/Pages/Page_0/Content.xml', 'Doc_0/Pages/Page_0/Content.xm_'].map((one) => Buffer.from(one)) as [Buffer, Buffer]
  for (let at = bytes.indexOf(other); at >= 0; at = bytes.indexOf(other)) name.copy(bytes, at)
  return new Uint8Array(bytes)
}

t.test('what may be words without being text closes the door, and what is found is told all the same', async (t) => {
  const path = (data: string): OfdPage => ({ texts: [{ text: mark }], content: `<ofd:PathObject ID="4" Boundary="0 0 9 9"><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>` })
  const font = '<ofd:Fonts><ofd:Font ID="13" FontName="a"><ofd:FontFile>a.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>'
  const marked: OfdPage = { texts: [{ text: mark }] }
  for (const plain of ['M 0 0 L 9 0 L 9 9 L 0 9 C', 'S 1 1 M 0 0 L 9 0.1', '']) t.same((await read(onePage(path(plain)))).faults, [], `rules and frames: ${plain}`)
  const files: Record<string, Uint8Array> = {
    'a curve': onePage(path('M 0 0 B 1 1 2 2 3 3')),
    'an arc': onePage(path('M 0 0 A 1 1 0 1 1 3 3')),
    'a slanting line': onePage(path('M 0 0 L 5 5')),
    'a line that slants back': onePage(path('M 0 0 L 5 0 L 5 5 C')),
    'a path of no kind': onePage(path('M 0 0 X 5 5')),
    'glyphs by their numbers': onePage({ texts: [{ text: mark, inner: '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>' }] }),
    'a font': onePage(marked, { resources: font, parts: { 'Doc_0/Res/a.ttf': new Uint8Array(400).fill(3) } }),
    'a pattern': onePage({ ...marked, content: '<ofd:PathObject ID="4" Boundary="0 0 9 9"><ofd:FillColor><ofd:Pattern Width="1" Height="1"/></ofd:FillColor></ofd:PathObject>' }),
    'an element of no standard': onePage({ ...marked, content: '<ofd:Blob>x</ofd:Blob>' }),
    'an element of another space': onePage({ ...marked, content: '<x:TextObject xmlns:x="urn:x"/>' }),
    'a part of another space': onePage(marked, { parts: { 'Doc_0/Document.xml': '<Document xmlns="urn:x"/>' } }),
    'a picture that is not there': onePage({ ...marked, content: '<ofd:ImageObject ID="4" Boundary="0 0 9 9" ResourceID="100"/>' }),
    'a page that is not there': onePage(marked, { document: '<ofd:Pages><ofd:Page ID="77" BaseLoc="Pages/Page_9/Content.xml"/></ofd:Pages>' }),
    'a picture of no known kind': onePage(marked, { pictures: { 'a.jb2': Buffer.from('974a42320d0a1a0a', 'hex') } }),
    'a seal': onePage(marked, { parts: { 'Doc_0/Signs/Sign_0/Seal.esl': Buffer.from('3082010a', 'hex') } }),
    'a part that nothing leads to': onePage(marked, { parts: { 'Doc_0/Pages/Page_9/Content.xml': ofdPart('Page', ofdText({ text: '公开' })) } }),
    'a picture that nothing leads to': onePage(marked, { parts: { 'Doc_0/Res/old.png': picture(['公开']) } }),
    'a part that is there twice': twice(onePage(marked, { parts: { 'Doc_0/Pages/Page_0/Content.xm_': ofdPart('Page', '') } })),
    'an Office file too': onePage(marked, { parts: { '[Content_Types].xml': '<Types/>' } }),
    'a page that ends early': onePage(innocent, { parts: { 'Doc_0/Pages/Page_0/Content.xml': ofdPart('Page', ofdText({ text: mark })).slice(0, -20) } }),
  }
  for (const [name, bytes] of Object.entries(files)) {
    const reading = await read(bytes)
    t.ok(reading.faults.length > 0, name)
    t.match(found(reading), name === 'a part of another space' ? [{}] : [{ level: 'confidential' }], name)
  }
})

t.test('no damage to an OFD breaks its reader or goes unseen', async (t) => {
  const bytes = ofd({ pages: [{ texts: [{ text: mark }] }, innocent] })
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), put: fc.uint8Array({ maxLength: 4 }), cut: fc.integer({ min: 1, max: 9 }) })
  await fc.assert(fc.asyncProperty(change, async ({ at, put, cut }) => {
    const from = Math.floor(at * bytes.length)
    const reading = await read(Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + cut)]))
    return reading.faults.length > 0 || textOf(reading).includes(mark)
  }), { numRuns: 100 })
  t.pass('each was whole or at fault')
})
