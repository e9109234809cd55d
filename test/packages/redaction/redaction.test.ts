import fc from 'fast-check'
import t from 'tap'
import { conclude } from '@lightwell/documents/conclude-scan'
import { drawPdfPage } from '@lightwell/reading/draw-pdf-page'
import { defaultLimits } from '@lightwell/reading/limits'
import { openPdf } from '@lightwell/reading/open-pdf'
import { readFile } from '@lightwell/reading/read-file'
import type { Piece } from '@lightwell/reading/reading'
import { comparisonOf } from '@lightwell/redaction/comparison'
import { pageGlyphs } from '@lightwell/redaction/page-glyphs'
import { textSheets } from '@lightwell/redaction/text-sheets'
import { openOriginal } from '@lightwell/redaction/open-original'
import { leftOut, type Original } from '@lightwell/redaction/original'
import { proveRedaction } from '@lightwell/redaction/prove-redaction'
import type { PictureReader } from '@lightwell/redaction/read-picture-text'
import { redact, type RemovedWords, type Rendition } from '@lightwell/redaction/redact'
import type { Removal } from '@lightwell/redaction/removal'
import { pdf } from '../../support/made-files/pdf.ts'
import { hex, rawPdf } from '../../support/made-files/raw-pdf.ts'

const blind: PictureReader = { readPicture: async () => ({ pieces: [], faults: [] }) }
const mark = '〔███〕'

function chosen (text: string, words: string): { start: number, end: number } {
  const start = Array.from(text.slice(0, text.indexOf(words))).length
  return { start, end: start + Array.from(words).length }
}

/** Redacts words where they stand first. */
async function without (original: Original, words: readonly string[], more: Partial<Removal> = {}): Promise<{ rendition: Rendition, removed: readonly RemovedWords[] }> {
  const { passages, close } = await openOriginal(original)
  await close()
  const removals = words.map((own): Removal => {
    const passage = passages.findIndex(({ text }) => text.includes(own))
    return { passage, ...chosen(passages[passage]?.text ?? '', own), ground: 'privacy', ...more } as Removal
  })
  const redaction = await redact(original, removals, { dpi: 100 })
  if (redaction.faults !== undefined) throw new Error(JSON.stringify(redaction.faults))
  return redaction
}

/** The text that a program copies, line by line. */
async function copied (bytes: Uint8Array): Promise<string> {
  const document = await openPdf(bytes, 100_000_000)
  const lines: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent({ disableNormalization: true })
    lines.push(items.map((item) => 'str' in item ? item.str + (item.hasEOL ? '\n' : '') : '').join(''))
  }
  await document.loadingTask.destroy()
  return lines.join('\n')
}

const page = (lines: readonly string[], content = ''): Original =>
  ({ kind: 'pdf', bytes: pdf({ pages: [{ lines, content, size: [600, 260] }] }) })
const text = (...texts: string[]): Original => ({ kind: 'text', pieces: texts.map((own) => ({ place: { kind: 'body' }, text: own })) })

t.test('names of one to four characters leave boxes of one size, and what stands behind them does not move', async (t) => {
  const boxes = []
  for (const name of ['李', '王五', '司马迁', '欧阳建国']) {
    const { rendition } = await without(page([`由${name}签收后转交档案室`]), [name])
    boxes.push(JSON.stringify(rendition.boxes))
  }
  t.equal(new Set(boxes).size, 1)
})

t.test('a box goes over the words behind it or, if asked, over blank paper alone, but never into another column', async (t) => {
  const original = page(['由王五签收后转交'], `BT /F1 24 Tf 200 100 Td <${hex('李四')}> Tj 100 0 Td <${hex('第二栏')}> Tj ET`)
  const covering = await without(original, ['王五'])
  t.match(await copied(covering.rendition.bytes), `由${mark}后转交`)
  t.equal(covering.rendition.removals[0]?.besides, 2, 'what went beside is told')
  const keeping = await without(original, ['王五'], { neighbours: 'keep' })
  t.match(await copied(keeping.rendition.bytes), `由${mark}签收后转交`)
  const column = await without(original, ['李四'])
  t.match(await copied(column.rendition.bytes), /〔███〕\s*第二栏/)
  t.equal(column.rendition.removals[0]?.besides, 0)
})

t.test('a box is larger over words whose place was guessed by text recognition', async (t) => {
  const set = (mode: number): Original => page([], `BT ${mode} Tr /F1 24 Tf 200 100 Td <${hex('司马建国')}> Tj ET`)
  const [drawn, guessed] = [await without(set(0), ['司马建国']), await without(set(3), ['司马建国'])].map(({ rendition }) => rendition.boxes[0]?.area)
  t.ok(guessed !== undefined && drawn !== undefined && guessed.left < drawn.left - 0.01 && guessed.height > drawn.height)
})

t.test('a text is laid out so that originals that differ in the removed words alone give the same bytes', async (t) => {
  const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 })
  await fc.assert(fc.asyncProperty(words, words, async (one, other) => {
    const hashes = await Promise.all([one, other].map(async (own) => {
      const passage = `申请人：${own}，住本市。`.repeat(2)
      const at = { passage: 0, start: 4, end: 4 + Array.from(own).length, ground: 'privacy' }
      const again = { ...at, start: at.end + 9, end: at.end + 9 + Array.from(own).length }
      const redaction = await redact(text(passage, '附件一'), [at, again], { dpi: 40 })
      return redaction.faults === undefined ? redaction.rendition.sha256 : redaction.faults
    }))
    t.equal(typeof hashes[0], 'string')
    t.same(hashes[0], hashes[1])
  }), { numRuns: 12 })
})

t.test('random words never leave a character of theirs in the text layer', async (t) => {
  const linesOf = (first: number): string[] =>
    [...Array(8).keys()].map((row) => [...Array(20).keys()].map((at) => String.fromCodePoint(first + row * 20 + at)).join(''))
  const spans = fc.uniqueArray(fc.nat({ max: 165 }), { minLength: 2, maxLength: 8 })
  for (const original of [page(linesOf(0x4e00).slice(0, 5)), text(linesOf(0x20000).join('\n'))]) {
    const { passages, close } = await openOriginal(original)
    await close()
    const points = Array.from(passages[0]?.text ?? '')
    await fc.assert(fc.asyncProperty(spans, async (ends) => {
      const sorted = ends.map((end) => end % points.length).toSorted((one, other) => one - other)
      const removals = sorted.flatMap((start, at): Removal[] => {
        const end = sorted[at + 1]
        return at % 2 === 0 && end !== undefined && points.slice(start, end).join('').trim() !== '' ? [{ passage: 0, start, end, ground: 'privacy' }] : []
      })
      fc.pre(removals.length > 0)
      const redaction = await redact(original, removals, { dpi: 50 })
      if (redaction.faults !== undefined) throw new Error(JSON.stringify(redaction.faults))
      const left = await copied(redaction.rendition.bytes)
      const gone = redaction.removed.flatMap(({ words }) => Array.from(words.replaceAll(/\s/g, '')))
      t.same(gone.filter((character) => left.includes(character)), [])
    }), { numRuns: 12 })
  }
})

t.test('rare characters that are left can be copied, and told apart by who only sees them', async (t) => {
  const seen = ['𠮷', '𪚥'].map((rare) => Buffer.from([...textSheets([{ text: rare }], [], 200)][0]?.sheet.raster.rgba ?? []).toString('latin1'))
  t.equal(new Set(seen).size, 2)
  const { rendition } = await without(text('𠮷野家与𪚥氏在龘街张三处'), ['张三'])
  t.equal((await copied(rendition.bytes)).trim(), `𠮷野家与𪚥氏在龘街${mark}处`)
})

t.test('a rendition that is redacted again has its characters where they are drawn', async (t) => {
  const written = 'Mr WWWMMM lives at iiilllttt Road, William.Wimmlll@example.com, 张三 and 李四 fill it in'
  const [sheet] = [...textSheets([{ text: written }], [], 100)].map((one) => one.sheet)
  const { rendition } = await without(text(written, '王五'), ['王五'])
  const document = await openPdf(rendition.bytes, 100_000_000)
  const again = await pageGlyphs(await document.getPage(1), await document.getOptionalContentConfig())
  await document.loadingTask.destroy()
  t.equal(again.slice(0, written.length).map((glyph) => glyph.text).join(''), written)
  const beside = sheet?.glyphs.map(({ box, em }, at) => Math.abs(box.left - (again[at]?.box.left ?? 0)) / em) ?? []
  t.ok(Math.max(...beside) < 0.25, `by ${Math.max(...beside)} of an em at the most`)
  t.match(await copied(rendition.bytes), written.slice(0, 34))
})

/** Operators that show three words, the one in the middle with an ink of its own. */
const threeWords = (before: string, ink: string, show: (word: string) => string): string =>
  `BT ${before} ${ink} rg ${show('mWiil ')} 0 0 0 rg ${show('Ximjlle')} ${ink} rg ${show(' iWmil')} ET`

const latin = (word: string): string => `(${word}) Tj`
const chinese = (word: string): string => `<${hex(word)}> Tj`
const layouts: Readonly<Record<string, { content (ink: string): string, more?: string }>> = {
  'letters of many widths': { content: (ink) => threeWords('/F2 20 Tf 40 150 Td', ink, latin) },
  'words and characters apart, stretched and raised': { content: (ink) => threeWords('/F2 18 Tf 3 Tc 9 Tw 80 Tz 6 Ts 40 150 Td', ink, latin) },
  'a turned line': { content: (ink) => threeWords('/F2 18 Tf 0 1 -1 0 200 30 Tm', ink, latin) },
  'a line upside down': { content: (ink) => threeWords('/F2 18 Tf -1 0 0 -1 300 100 Tm', ink, latin) },
  'a turned page': { content: (ink) => threeWords('/F2 20 Tf 40 150 Td', ink, latin), more: '/Rotate 90' },
  'a page that is cut': { content: (ink) => threeWords('/F2 20 Tf 60 150 Td', ink, latin), more: '/CropBox [30 40 380 260]' },
  'a scaled page': { content: (ink) => `q 2 0 0 1.5 10 -60 cm ${threeWords('/F2 14 Tf 20 120 Td', ink, latin)} Q` },
  'a form in a form': { content: (ink) => `q 1 0 0 1 30 20 cm ${ink === '1 1 1' ? '/X2' : '/X1'} Do Q` },
  'pieces set one by one': { content: (ink) => threeWords('/F2 20 Tf 40 150 Td', ink, (word) => `[${[...word].map((one) => `(${one}) -120`).join(' ')}] TJ`) },
  'a line from the top down': { content: (ink) => threeWords('/F3 12 Tf 200 280 Td', ink, chinese) },
}

function layoutPdf ({ content, more = '' }: { content (ink: string): string, more?: string }, ink: string): Uint8Array {
  const form = (own: string): { dict: string, stream: string } => ({
    dict: '/Type /XObject /Subtype /Form /BBox [0 0 400 300] /Matrix [1.2 0 0 1.2 0 -30] /Resources << /Font << /F2 5 0 R >> >>',
    stream: threeWords('/F2 16 Tf 20 150 Td', own, latin),
  })
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] ${more} /Contents 4 0 R /Resources << /Font << /F2 5 0 R /F3 6 0 R >> /XObject << /X1 9 0 R /X2 10 0 R >> >> >>`,
    { dict: '', stream: content(ink) },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-V /DescendantFonts [7 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 8 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    form('0 0 0'), form('1 1 1'),
  ])
}

t.test('a box lies over the words wherever a page sets them', async (t) => {
  for (const [name, layout] of Object.entries(layouts)) {
    const { rendition } = await without({ kind: 'pdf', bytes: layoutPdf(layout, '0 0 0') }, ['Ximjlle'], { neighbours: 'keep' })
    const document = await openPdf(layoutPdf(layout, '1 1 1'), 100_000_000)
    const { width, height, rgba } = await drawPdfPage(await document.getPage(1), { dpi: 100, pixels: 10_000_000 })
    await document.loadingTask.destroy()
    let [ink, bare] = [0, 0]
    for (let dot = 0; dot < width * height; dot += 1) {
      if (rgba[dot * 4]! > 128) continue
      const [x, y] = [dot % width / width, Math.floor(dot / width) / height]
      ink += 1
      const covered = rendition.boxes.some(({ area: { left, top, width: wide, height: high } }) => x >= left && x <= left + wide && y >= top && y <= top + high)
      if (!covered) bare += 1
    }
    t.ok(ink > 40, `${name}: the words are drawn`)
    t.equal(bare, 0, `${name}: under the box`)
    t.match((await copied(rendition.bytes)).replaceAll(/\s/g, ''), /mWiil.*iWmil|iWmil.*mWiil/s, `${name}: the others are left`)
  }
})

t.test('what was found in a line goes by its characters, wherever its area was reckoned to be', async (t) => {
  const phone = '13912345678'
  const lines = [`联系电话${phone}，款项已经发放完毕核对无误`, `MMMMMMMMMMMM电话${phone}`, `甲${phone}乙${phone}`]
  // Letters of other widths, and columns that stand apart in one line.
  const apart = `BT /F1 12 Tf 72 40 Td <${hex('电话')}> Tj 40 0 Td <${hex(phone)}> Tj 260 0 Td <${hex('低保')}> Tj ET`
  const bytes = pdf({ pages: [{ lines, content: apart, size: [760, 240] }] })
  const { suggestions } = conclude(await readFile(bytes, {}, { limits: defaultLimits }))
  const removals = suggestions.flatMap(({ kind, place: { page: number, area }, start, end }): Removal[] =>
    kind === 'mobile' && number !== undefined && area !== undefined ? [{ page: number, area, words: { start, end }, ground: 'privacy' }] : [])
  t.equal(removals.length, 5)
  const redaction = await redact({ kind: 'pdf', bytes }, removals, { dpi: 100 })
  if (redaction.faults !== undefined) throw new Error(JSON.stringify(redaction.faults))
  t.same(redaction.removed.map(({ words }) => words), Array(5).fill(phone))
  const left = await copied(redaction.rendition.bytes)
  t.notMatch(left, /\d/)
  t.match(left, /联系电话〔███〕[\s\S]*MMMMMMMMMMMM电话〔███〕[\s\S]*甲〔███〕[\s\S]*电话\s*〔███〕\s*低保/)
})

t.test('what cannot be seen does not go on in the text layer', async (t) => {
  const hidden = '藏起来的话'
  const cases = {
    'under a bar': `BT /F1 24 Tf 72 60 Td <${hex(hidden)}> Tj ET 0 g 60 50 300 40 re f`,
    'white on white': `1 g BT /F1 24 Tf 72 60 Td <${hex(hidden)}> Tj ET`,
    'unseen ink on blank paper': `BT 3 Tr /F1 24 Tf 72 60 Td <${hex(hidden)}> Tj ET`,
    'under other words': `BT /F1 24 Tf 72 60 Td <${hex(hidden)}> Tj ET 1 g 60 50 300 40 re f 0 g BT /F1 24 Tf 74 60 Td <${hex('已经作了处理')}> Tj ET`,
    'beside the page': `BT /F1 24 Tf 700 60 Td <${hex(hidden)}> Tj ET`,
  }
  for (const [name, content] of Object.entries(cases)) {
    const { rendition } = await without(page(['由王五签收'], content), ['王五'])
    const left = await copied(rendition.bytes)
    t.same([...hidden].filter((character) => left.includes(character)), [], name)
    t.match(left, '由', name)
  }
})

t.test('words that still stand elsewhere are shown, and long ones fail the proof', async (t) => {
  const short = await without(page(['由王五签收', '王五已阅']), ['王五'])
  t.equal(short.rendition.stillThere.length, 1)
  t.equal((await proveRedaction(short.rendition, short.removed, { reader: blind })).passed, true)
  const long = await without(page(['电话１３９１２３４５６７８', '又及 139 1234 5678']), ['１３９１２３４５６７８'])
  t.equal(long.rendition.stillThere.length, 1, 'in other signs for the same digits too')
  const proof = await proveRedaction(long.rendition, long.removed, { reader: blind })
  t.equal(proof.passed, false)
  t.ok(proof.faults.text > 0)
})

t.test('a proof fails for each thing that could give a secret back', async (t) => {
  const { rendition, removed } = await without(page(['由欧阳建国签收']), ['欧阳建国'])
  const proofOf = (bytes: Uint8Array, boxes = rendition.boxes, reader = blind) => proveRedaction({ bytes, boxes }, removed, { reader })
  t.same((await proofOf(rendition.bytes)).faults, { structure: 0, bytes: 0, text: 0, boxes: 0, reading: 0 })
  t.notMatch(JSON.stringify(await proofOf(rendition.bytes)), '欧阳', 'it tells none itself')

  const file = Buffer.from(rendition.bytes)
  t.ok((await proofOf(Buffer.concat([file, Buffer.from('% 欧阳建国\n')]))).faults.bytes > 0, 'bytes behind the end')
  t.ok((await proofOf(Buffer.concat([file, Buffer.from('\n')]))).faults.structure > 0, 'even one')
  const entry = Buffer.from(file.toString('latin1').replace('/Type /Catalog', '/Lang/Catalog'), 'latin1')
  t.ok((await proofOf(entry)).faults.structure > 0, 'an entry that a rendition has not')
  const shifted = rendition.boxes.map((box) => ({ ...box, area: { ...box.area, top: box.area.top + 0.1 } }))
  t.ok((await proofOf(rendition.bytes, shifted)).faults.boxes > 0, 'a box that is not burnt')
  t.ok((await proofOf(rendition.bytes, rendition.boxes.map((box) => ({ ...box, page: 2 })))).faults.boxes > 0, 'a box on no page')
  const seeing: PictureReader = { readPicture: async (_, place) => ({ pieces: [{ place, text: '由 欧阳建国 签' }], faults: [] }) }
  t.ok((await proofOf(rendition.bytes, rendition.boxes, seeing)).faults.reading > 0, 'words that can be read from the picture')
  const failing: PictureReader = { readPicture: async () => ({ pieces: [], faults: [{ code: 'unread_part' }] }) }
  t.ok((await proofOf(rendition.bytes, rendition.boxes, failing)).faults.reading > 0, 'a picture that nothing could read')
  t.equal((await proofOf(rendition.bytes, [])).passed, false, 'no box at all')
  const original = pdf({ pages: [{ lines: ['由欧阳建国签收'] }] })
  const { faults } = await proofOf(original)
  t.ok(faults.structure > 0 && faults.text > 0 && faults.boxes > 0, 'the original itself')
})

t.test('the same words give the same bytes, and the list tells places and grounds but no words', async (t) => {
  const original = page(['由王五签收', '电话13912345678'])
  const [one, other] = [await without(original, ['王五', '13912345678']), await without(original, ['王五', '13912345678'])]
  t.equal(one.rendition.sha256, other.rendition.sha256)
  const comparison = comparisonOf('a'.repeat(64), one.rendition)
  t.match(comparison, { original: 'a'.repeat(64), rendition: one.rendition.sha256, removals: [{ number: 1, page: 1 }, { number: 2, page: 1 }] })
  t.equal(comparison.removals[0]?.boxes.length, 1)
  t.same(comparison.removals.map(({ number, page: of, ground }) => ({ number, page: of, ground })), [{ number: 1, page: 1, ground: 'privacy' }, { number: 2, page: 1, ground: 'privacy' }])
  t.notMatch(JSON.stringify(comparison), /王五|1391/)
})

t.test('the table of a rendition tells where each of its objects lies', async (t) => {
  const { rendition } = await without(page(['由王五签收']), ['王五'])
  const file = Buffer.from(rendition.bytes).toString('latin1')
  const offsets = [...file.slice(file.lastIndexOf('xref\n0')).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset))
  t.equal(offsets.length, 10)
  for (const [at, offset] of offsets.entries()) t.equal(file.slice(offset).startsWith(`${at + 1} 0 obj\n`), true)
  t.equal(file.startsWith('xref', Number(/startxref\n(\d+)/.exec(file)?.[1])), true)
})

t.test('what is removed has to be there', async (t) => {
  const area = { left: 0.1, top: 0.1, width: 0.1, height: 0.1 }
  const ground = 'privacy'
  const faultsOf = async (removals: readonly Removal[], original = page(['由王五签收 完'])) => (await redact(original, removals)).faults
  t.same(await faultsOf([]), [{ code: 'removals_none' }])
  t.same(await faultsOf([{ passage: 1, start: 0, end: 1, ground }]), [{ code: 'no_such_passage', removal: 0 }])
  t.same(await faultsOf([{ passage: 0, start: 3, end: 99, ground }]), [{ code: 'span_out_of_range', removal: 0 }])
  t.same(await faultsOf([{ page: 1, area, ground }, { passage: 0, start: 0, end: 3, ground }, { passage: 0, start: 2, end: 4, ground }]), [{ code: 'spans_overlap', removal: 2 }])
  t.same(await faultsOf([{ page: 2, area, ground }, { page: 1, area: { ...area, left: 0.95 }, ground }]), [{ code: 'no_such_page', removal: 0 }, { code: 'area_outside', removal: 1 }])
  t.same(await faultsOf([{ page: 1, area, ground }], text('由王五签收')), [{ code: 'no_such_page', removal: 0 }], 'a text has no pages before it is laid out')
  const apart = page([], `BT /F1 24 Tf 72 60 Td <${hex('甲')}> Tj 60 0 Td <${hex('乙')}> Tj ET`)
  t.same(await faultsOf([{ passage: 0, start: 1, end: 2, ground }], apart), [{ code: 'nothing_there', removal: 0 }])
})

t.test('comments, tracked changes and notes for a speaker are left out and counted', async (t) => {
  const pieces: Piece[] = [
    { place: { kind: 'body' }, text: '由王五签收' }, { place: { kind: 'note' }, text: '脚注' }, { place: { kind: 'comment' }, text: '批注' },
    { place: { kind: 'note', page: 2 }, text: '讲稿' }, { place: { kind: 'tracked_change' }, text: '删去' }, { place: { kind: 'tracked_change' }, text: '增加' },
  ]
  const { rendition } = await without({ kind: 'text', pieces }, ['王五'])
  const left = await copied(rendition.bytes)
  t.match(left, '脚注')
  t.notMatch(left, /批注|讲稿|删去|增加/)
  t.same(leftOut(pieces), [{ kind: 'comment', count: 1 }, { kind: 'note', count: 1 }, { kind: 'tracked_change', count: 2 }])
})
