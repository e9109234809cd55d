import t from 'tap'
import { marksOf, type PlacedMark } from '@lightwell/documents/marks-of'
import { defaultLimits } from '@lightwell/reading/limits'
import { readFile } from '@lightwell/reading/read-file'
import type { MarkLevel } from '@lightwell/documents/mark'
import { deleted, docx, inserted, paragraph, run, textBox } from '../../support/made-files/docx.ts'
import { zip } from '../../support/made-files/office-package.ts'
import { pdf } from '../../support/made-files/pdf.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { hex } from '../../support/made-files/raw-pdf.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'
import { innocentTexts } from './mark-cases.ts'

const shapes: readonly (readonly [string, MarkLevel])[] = [
  ['秘密★10年', 'secret'], ['绝 密 ★ 长期', 'top_secret'], ['機密☆二十年', 'confidential'], ['密级：机密', 'confidential'], ['秘·密★2027年6月30日', 'secret'],
  ['绝密＊３０年', 'top_secret'], ['（秘密）本段说明部署。', 'secret'], ['机密★会议开始前', 'confidential'], ['机密', 'confidential'],
]
const shapesOfPdf = 2
const title = '关于印发实施方案的通知'
const lines = [title, '各乡镇人民政府，县直各单位：', ...Array.from({ length: 20 }, (_, at) => `第${at + 1}段正文内容。`)]

/** One character of a text after another, drawn from right to left, each by itself. */
function drawnApart (text: string): string {
  return [...text].map((one, at) => `BT /F1 24 Tf ${72 + at * 26} 780 Td <${hex(one)}> Tj ET`).toReversed().join('\n')
}

function drawnDown (text: string): string {
  return [...text].map((one, at) => `BT /F1 24 Tf 500 ${780 - at * 28} Td <${hex(one)}> Tj ET`).join('\n')
}

const runs = (text: string): string => `<w:p>${[...text].map((one) => run(one)).join('')}</w:p>`
const row = (text: string): string => `<w:tbl><w:tr><w:tc>${paragraph('文号')}</w:tc><w:tc>${paragraph(text)}</w:tc></w:tr></w:tbl>`
const field = (text: string): string =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(text)}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`
const plainSheet = { name: 'Sheet1', rows: [['序号', '名称'], [1, '某某']] }
const plainSlide = { texts: [title] }

/** Every place of a file in which a mark may stand. A level alone is a mark only where papers carry theirs. */
const places: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'text': (text) => Buffer.from([text, ...lines].join('\n')),
  'text in UTF-16': (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from([text, ...lines].join('\r\n'), 'utf16le')]),
  'HTML': (text) => Buffer.from(`<!doctype html><meta charset="utf-8"><p>${text}</p><p>${lines.join('</p><p>')}</p>`),
  'HTML, each character in an element': (text) =>
    Buffer.from(`<!doctype html><meta charset="utf-8"><p>${[...text].map((one) => `<b>${one}</b>`).join('')}</p><p>${title}</p>`),
  'HTML, not shown': (text) => Buffer.from(`<!doctype html><meta charset="utf-8"><p>${title}</p><p style="display:none">${text}</p>`),
  'HTML, in a comment': (text) => Buffer.from(`<!doctype html><meta charset="utf-8"><p>${title}</p><!-- ${text} -->`),
  'XML': (text) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><paper><mark>${text}</mark><title>${title}</title></paper>`),
  'docx body': (text) => docx({ paragraphs: [text, ...lines] }),
  'docx body, each character a run': (text) => docx({ body: runs(text), paragraphs: [] }),
  'docx header': (text) => docx({ paragraphs: lines, header: text }),
  'docx footer': (text) => docx({ paragraphs: lines, footer: text }),
  'docx footnote': (text) => docx({ paragraphs: lines, footnote: text }),
  'docx endnote': (text) => docx({ paragraphs: lines, endnote: text }),
  'docx comment': (text) => docx({ paragraphs: lines, comment: text }),
  'docx text box': (text) => docx({ paragraphs: lines, body: textBox(text) }),
  'docx text box for older programs': (text) => docx({ paragraphs: lines, body: textBox('图一', text) }),
  'docx table': (text) => docx({ body: row(text) }),
  'docx field': (text) => docx({ body: field(text) }),
  'docx deleted text': (text) => docx({ body: `<w:p>${deleted(text)}</w:p>` }),
  'docx inserted text': (text) => docx({ body: `<w:p>${inserted(text)}</w:p>` }),
  'docx hidden text': (text) => docx({ body: paragraph(text, '<w:vanish/>') }),
  'docx property': (text) => docx({ paragraphs: lines, properties: { 密级: text } }),
  'docx title': (text) => docx({ paragraphs: lines, properties: { title: text } }),
  'docx in a docx': (text) => docx({ paragraphs: lines, embedded: { 'inner.docx': docx({ paragraphs: [text, title] }) } }),
  'xlsx cell': (text) => xlsx({ sheets: [{ name: 'Sheet1', rows: [[text], ['序号', '名称']] }] }),
  'xlsx hidden sheet': (text) => xlsx({ sheets: [plainSheet, { name: 'Sheet2', rows: [[text]], state: 'hidden' }] }),
  'xlsx very hidden sheet': (text) => xlsx({ sheets: [plainSheet, { name: 'Sheet2', rows: [[text]], state: 'veryHidden' }] }),
  'xlsx hidden row': (text) => xlsx({ sheets: [{ ...plainSheet, rows: [[text], ...plainSheet.rows], hiddenRows: [1] }] }),
  'xlsx hidden column': (text) => xlsx({ sheets: [{ name: 'Sheet1', rows: [['序号', text]], hiddenColumns: [2] }] }),
  'xlsx header': (text) => xlsx({ sheets: [{ ...plainSheet, header: text }] }),
  'xlsx footer': (text) => xlsx({ sheets: [{ ...plainSheet, footer: text }] }),
  'xlsx comment': (text) => xlsx({ sheets: [{ ...plainSheet, comment: text }] }),
  'xlsx name of a sheet': (text) => xlsx({ sheets: [{ ...plainSheet, name: text }] }),
  'xlsx left-over string': (text) => xlsx({ sheets: [plainSheet], leftOver: [text] }),
  'xlsx property': (text) => xlsx({ sheets: [plainSheet], properties: { 密级: text } }),
  'pptx slide': (text) => pptx({ slides: [{ texts: [text, title] }] }),
  'pptx hidden slide': (text) => pptx({ slides: [plainSlide, { texts: [text], hidden: true }] }),
  'pptx notes': (text) => pptx({ slides: [{ ...plainSlide, notes: text }] }),
  'pptx comment': (text) => pptx({ slides: [{ ...plainSlide, comment: text }] }),
  'pptx master': (text) => pptx({ slides: [plainSlide], master: text }),
  'pptx alternative text': (text) => pptx({ slides: [{ ...plainSlide, altText: text }] }),
  'zip': (text) => zip({ '某某/通知.txt': [text, ...lines].join('\n') }),
  'zip, name of a file': (text) => zip({ [`${text}.txt`]: title }),
  'PDF page': (text) => pdf({ pages: [{ lines: [text, ...lines] }] }),
  'PDF second page': (text) => pdf({ pages: [{ lines }, { lines: [text, title] }] }),
  'PDF, characters drawn apart': (text) => pdf({ pages: [{ content: drawnApart(text), lines: [] }] }),
  'PDF, from above to below': (text) => pdf({ pages: [{ content: drawnDown(text), lines: [] }] }),
  'PDF hidden layer': (text) => pdf({ pages: [{ lines: [title], hiddenLines: [text] }] }),
  'PDF annotation': (text) => pdf({ pages: [{ lines: [title], annotation: text }] }),
  'PDF form field': (text) => pdf({ pages: [{ lines: [title], field: { name: 'level', value: text } }] }),
  'PDF information': (text) => pdf({ pages: [{ lines: [title] }], info: { Title: text } }),
  'PDF XMP': (text) => pdf({ pages: [{ lines: [title] }], xmp: `<x:xmpmeta xmlns:x="adobe:ns:meta/"><d>${text}</d></x:xmpmeta>` }),
  'PDF outline': (text) => pdf({ pages: [{ lines: [title] }], outline: text }),
  'PDF attachment': (text) => pdf({ pages: [{ lines: [title] }], attachments: { 'a.txt': Buffer.from(text) } }),
  'docx in a PDF': (text) => pdf({ pages: [{ lines: [title] }], attachments: { 'a.docx': docx({ paragraphs: [text] }) } }),
}

async function marksIn (bytes: Uint8Array): Promise<PlacedMark[]> {
  return marksOf(await readFile(bytes, {}, { limits: defaultLimits }), () => [])
}

t.test('no mark is missed in a file, wherever it stands', async (t) => {
  const tally = { cases: 0, found: 0, missed: 0 }
  for (const [place, made] of Object.entries(places)) {
    // A PDF costs as much to open as twenty other files.
    for (const [text, level] of place.includes('PDF') ? shapes.slice(0, shapesOfPdf) : shapes) {
      const hits = (await marksIn(made(text))).filter((mark) => mark.level === level)
      // Deep in a text a level on a line of its own may be a heading.
      const found = hits.some(({ kind }) => kind === 'state_secret' || kind === 'possible' && text === '机密')
      if (!found) t.fail(`${place}: ${text}`)
      tally.cases += 1
      tally[found ? 'found' : 'missed'] += 1
    }
  }
  t.comment(`${tally.found} of ${tally.cases} found, ${tally.missed} missed`)
  t.equal(tally.found, tally.cases)
  t.ok(tally.cases >= 300)
  t.end()
})

t.test('no talk of secrets in a file is taken for a mark', async (t) => {
  const kinds = ['docx body', 'xlsx cell', 'pptx slide'] as const
  const texts = innocentTexts.filter((text) => !text.includes('\n')).map((text) => `某某县${title}。${text}`)
  const files = [
    ...texts.map((text, at) => ({ text, bytes: places[kinds[at % kinds.length] as string]!(text) })),
    { text: 'a PDF of all of them', bytes: pdf({ pages: [{ lines: texts }] }) },
  ]
  let alarms = 0
  for (const { text, bytes } of files) {
    const marks = (await marksIn(bytes)).filter(({ kind }) => kind !== 'internal')
    if (marks.length === 0) continue
    alarms += 1
    t.fail(text, { marks: marks.map(({ quote }) => quote) })
  }
  t.comment(`${alarms} false alarms in ${files.length} innocent files`)
  t.ok(files.length >= 100)
  t.end()
})

t.test('a mark is told with its page, its place, its area and its words', async (t) => {
  const [onPage] = await marksIn(places['PDF second page']!('秘密★10年'))
  t.match(onPage, { kind: 'state_secret', page: 2, place: { kind: 'body', page: 2 }, period: { years: 10 } })
  t.match(onPage?.quote, /秘密★10年/)
  const area = onPage?.place.area
  t.ok(area !== undefined && area.left > 0.05 && area.left < 0.15 && area.top < 0.1 && area.width < 0.4, JSON.stringify(area))
  t.match(await marksIn(places['xlsx hidden sheet']!('机密★5年')), [{ place: { kind: 'hidden', name: 'Sheet2' } }])
  t.match(await marksIn(places['docx comment']!('机密★5年')), [{ place: { kind: 'comment' } }])
  t.end()
})
