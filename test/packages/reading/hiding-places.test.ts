import { conclude } from '@lightwell/documents/conclude-scan'
import { defaultLimits } from '@lightwell/reading/limits'
import type { PageReader } from '@lightwell/reading/page/page-reader'
import { readFile } from '@lightwell/reading/read-file'
import { zipSync, type Zippable } from 'fflate'
import t, { type Test } from 'tap'
import { deleted, docx, inserted, paragraph, run } from '../../support/made-files/docx.ts'
import { relations, type Parts, zip } from '../../support/made-files/office-package.ts'
import { picture } from '../../support/made-files/picture.ts'
import { pptx } from '../../support/made-files/pptx.ts'
import { xlsx } from '../../support/made-files/xlsx.ts'

const mark = '秘密★10年'
const characters = [...mark]
const title = '关于印发实施方案的通知'
const number = '11010519491231002X'
const blind: PageReader = { readPicture: async () => ({ pieces: [], faults: [] }), close: async () => {} }

const bytes = (text: string): Uint8Array => Buffer.from(text)
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64')

async function found (file: Uint8Array): Promise<{ marked: boolean, named: boolean, faults: string[] }> {
  const reading = await readFile(new Uint8Array(file), {}, { limits: defaultLimits, pageReader: blind })
  const { marks, suggestions } = conclude(reading)
  return {
    marked: marks.some(({ level }) => level === 'secret'),
    named: suggestions.some(({ kind }) => kind === 'resident_id'),
    faults: reading.faults.map(({ code }) => code),
  }
}

/** Each file opens in its program, and holds the mark in its own way. */
function finds (files: Readonly<Record<string, Uint8Array | string>>): (t: Test) => Promise<void> {
  return async (t) => {
    for (const [name, file] of Object.entries(files)) {
      const { marked, faults } = await found(typeof file === 'string' ? bytes(file) : file)
      t.ok(marked, `${name}: found`)
      t.same(faults, [], `${name}: read whole`)
    }
  }
}

t.test('a text says what it says however its characters are written', finds({
  'Big5 that could be GB 2312': Buffer.concat([Buffer.from('b0a1'.repeat(100), 'hex'), Buffer.from('0aafb5b14ba1b931300a', 'hex')]),
  'UTF-7': `hello +${utf16(mark).swap16().toString('base64').replaceAll('=', '')}- end`,
  'HZ': '~{CXC\\!o~}10~{Dj~}',
  'a list of numbers': `String.fromCharCode(${characters.map((one) => one.charCodeAt(0)).join(',')})`,
  'numbers of a formula': characters.map((one) => `UNICHAR(${one.charCodeAt(0)})`).join('&'),
  'the numbers of unescape': 'x("%u79D8%u5BC6%u260510%u5E74")',
  'numbers in octal': [...bytes(mark)].map((byte) => `\\${byte.toString(8)}`).join(''),
  'a word in base 64': `data: ${base64(mark)}`,
  'a word of GB 2312 in base 64': `data: ${Buffer.from('c3d8c3dca1ef3130c4ea', 'hex').toString('base64')}`,
  'the subject of a mail': `Date: x\nSubject: =?utf-8?B?${base64(mark)}?=\n\nhello`,
  'markup after words': `${title}<p>秘<b>密</b>&#9733;10年</p>`,
  'markup that is written as a text': '{"html":"<p>秘<b>密</b>★10年<\\/p>"}',
  'an escaped character of a sheet': '_x79D8__x5BC6__x2605_10_x5E74_',
  'the numbers of a drawing': '{\\f仿宋|b0;\\U+79D8\\U+5BC6}\\U+260510\\U+5E74',
}))

const page = (body: string): string => `<!doctype html><meta charset="utf-8"><title>x</title><p>${title}</p>${body}`
const data = (type: string, content: string): string => `data:${type};base64,${base64(content)}`

t.test('a web page says what a reader sees, without what is put between', finds({
  'readings above the line': page('<ruby>秘<rt>mi</rt>密<rt>mi</rt>★<rt>x</rt></ruby>10年'),
  'letters too small to see': page('<p>秘<b style="font-size:1px">x</b>密<b style="font-size:1px">甲</b>★10年</p>'),
  'letters as white as the paper': page('<p>秘<b style="color:#FFF">甲</b>密★10年</p>'),
  'letters beside the page': page('<p>秘<b style="position:absolute;left:-9999px">乙</b>密★10年</p>'),
  'letters that a style sheet hides': page('<style>b.d, #e{display:none}</style><p>秘<b class="c d">x</b>密<b id="e">甲</b>★10年</p>'),
  'a page in an attribute': page('<iframe srcdoc="<p>秘<b>密</b>&amp;#9733;10年</p>"></iframe>'),
  'a page in a comment': page('<!--[if IE]><p>秘<b>密</b>★10年</p><![endif]-->'),
  'a short page at an address of its own': page(`<iframe src="${data('text/html', '<p>秘<b>密</b>★10年</p>')}"></iframe>`),
  'a drawing at such an address': page(`<img src="${data('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><text>秘<tspan>密★10年</tspan></text></svg>')}">`),
  'an address in percent': page('<a href="data:text/html,%3Cb%3E%E7%A7%98%3C/b%3E%E5%AF%86%E2%98%8510%E5%B9%B4">x</a>'),
  'a drawing in the page': page('<svg><text><tspan>秘</tspan><tspan>密</tspan>★10年</text></svg>'),
  'words that its style adds': page('<style>.a::before{content:"秘"}.b::before{content:"密★10年"}</style><i class="a"></i><i class="b"></i>'),
  'what is shown without scripts': page('<noscript><p>秘<b>密</b>★10年</p></noscript>'),
  'a column of a table': page(`<table>${characters.map((one, at) => `<tr><td>${one}<td>第${at}行说明`).join('')}</table>`),
}))

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?><r>${body}</r>`
const packed = base64(docx({ paragraphs: [mark] }))

t.test('XML says what stands in its attributes, its names and the files in it', finds({
  'attributes of one character': xml(`<c v="密"/>${characters.map((one) => `<c v="${one}"/>`).join('')}`),
  'a file in an attribute': xml(`<f data="${packed}"/>`),
  'a word in base 64': xml(`<f>${base64(mark)}</f>`),
  'markup in a text': xml('<d><![CDATA[<p>秘<b>密</b>★10年</p>]]></d>'),
  'escaped markup': xml('<d>&lt;p&gt;秘&lt;b&gt;密&lt;/b&gt;★10年&lt;/p&gt;</d>'),
  'the name of an element': xml('<秘密-10年/>'),
}))

const withExtra = (id: number, content: string): Uint8Array =>
  zipSync({ 'a.txt': [bytes('x'), { extra: { [id]: bytes(content) } }] } as Zippable)

t.test('an archive says all its names', finds({
  'an empty folder': zipSync({ [`${mark}/`]: new Uint8Array(0), 'a.txt': bytes('x') }),
  'a picture': zip({ [`${mark}.png`]: picture(['x']) }),
  'a name in other letters': withExtra(0x7075, `12345${mark}.txt`),
  'what a program adds to a name': withExtra(0x9999, mark),
  'a picture in a Word file': docx({ pictures: { [`${mark}.png`]: picture(['x']) } }),
  'a part of a Word file': docx({ parts: { [`customXml/${mark}.xml`]: '<a/>' } }),
}))

const fieldOf = (code: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
const inFont = (font: string, text: string): string => run(text, `<w:rFonts w:ascii="${font}" w:hAnsi="${font}"/>`)
const word = (body: string, parts: Parts = {}): Uint8Array => docx({ paragraphs: [title], body, parts })
const white = '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>'
const column = (cell: (text: string) => string): string => characters.map((one, at) => cell(one) + cell(`第${at}行说明`)).join('')

t.test('a Word file says what a reader sees, and each of its versions', finds({
  'white letters between': word(`<w:p>${run('某 秘')}${run('甲', white)}${run('密')}${run('乙', white)}${run('★10年 某')}</w:p>`),
  'inserted and hidden letters between': word(`<w:p>${run('某 秘')}${inserted('甲')}${run('密')}${run('乙', '<w:vanish/>')}${run('★10年 某')}</w:p>`),
  'a deleted letter among them': word(`<w:p>${run('某 秘')}${inserted('甲')}${deleted('密')}${run('乙', '<w:vanish/>')}${run('★10年 某')}</w:p>`),
  'a field that sets characters': word(`<w:p><w:r><w:instrText>EQ \\o\\ad(秘,密)</w:instrText></w:r>${run('★10年')}</w:p>`),
  'a field that sets a star': word(`<w:p>${run('某某局 秘密')}${fieldOf(' SYMBOL 171 \\f "Wingdings" \\s 14 ')}${run('10年 第3期')}</w:p>`),
  'fields that set characters in rings': word(`<w:p>${run('某某局 ')}${fieldOf(' eq \\o\\ac(○,秘) ')}${fieldOf(' eq \\o\\ac(○,密) ')}${run('★10年 第3期')}</w:p>`),
  'fields that set readings above': word(`<w:p>${run('某某局 ')}${['mì,秘', 'mì,密'].map((pair) => fieldOf(`EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(${pair.replace(',', '),')})`)).join('')}${run('★10年 第3期')}</w:p>`),
  'a letter that its font shows as a star': word(`<w:p>${run('某某局 秘密')}${inFont('Wingdings 2', 'ê')}${run(' 第3期')}</w:p>`),
  'letters that their font shows as boxes': word(`<w:p>${run('密级：')}${inFont('Wingdings 2', '£')}${run('公开 ')}${inFont('Wingdings 2', 'R')}${run('秘密')}</w:p>`),
  'a box of an older form': word(`<w:p>${run('密级：')}${['0', '1'].map((value) => `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="${value}"/></w:checkBox></w:ffData></w:fldChar></w:r>`).join(run('公开 '))}${run('秘密')}</w:p>`),
  'boxes of a symbol font': word(`<w:p>${run('密级：')}<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>${run('公开 ')}<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>${run('秘密')}</w:p>`),
  'a column of a table': word(`<w:tbl>${characters.map((one, at) => `<w:tr><w:tc>${paragraph(one)}</w:tc><w:tc>${paragraph(`第${at}行说明`)}</w:tc></w:tr>`).join('')}</w:tbl>`),
  'a sign of an unknown font': word(`<w:p>${run('某某 秘密')}<w:r><w:sym w:font="My Font" w:char="F041"/></w:r>${run('10年 第3期')}</w:p>`),
  'data, a character in each element': word('', { 'customXml/item1.xml': `<a><x>密</x>${characters.map((one) => `<b>${one}</b>`).join('')}</a>` }),
  'a file in its data': word('', { 'customXml/item1.xml': `<a>${packed}</a>` }),
  'a property in numbers': docx({ properties: { level: '_x79D8__x5BC6__x2605_10_x5E74_' } }),
}))

const cellsOf = (cells: string, styles = ''): Uint8Array => xlsx({ sheets: [{ name: 'Sheet1', rows: [] }], parts: {
  'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
  'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
  'xl/_rels/workbook.xml.rels': relations([{ type: 'worksheet', target: 'worksheets/sheet1.xml' }, { type: 'styles', target: 'styles.xml' }, { type: 'sharedStrings', target: 'sharedStrings.xml' }]),
} })
const inline = (inner: string, style = ''): string => `<c ${style} t="inlineStr"><is>${inner}</is></c>`
const pale = '<r><t>某 秘</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>甲</t></r><r><t>密★10年 某</t></r>'

t.test('a workbook says what its cells show', finds({
  'a format around a word': cellsOf(inline('<t>密</t>', 's="1"'), '<numFmts><numFmt numFmtId="164" formatCode="&quot;秘&quot;@&quot;★10年&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'),
  'a format in single characters': cellsOf('', '<numFmts><numFmt numFmtId="164" formatCode="\\秘\\密\\★0\\年"/></numFmts>'),
  'white letters in a cell': cellsOf(inline(pale)),
  'white letters in a shared string': xlsx({ sheets: [{ name: 'a', rows: [] }], parts: { 'xl/sharedStrings.xml': `<sst><si>${pale}</si></sst>` } }),
  'a column': xlsx({ sheets: [{ name: 'a', rows: characters.map((one, at) => [one, `第${at}行说明`]) }] }),
  'a font of the header': xlsx({ sheets: [{ name: 'a', rows: [], header: `&"${mark},Bold"x` }] }),
  'a colour of the theme in the header': xlsx({ sheets: [{ name: 'a', rows: [], header: '某某局 密级：&K01+000秘密 第3期' }] }),
  'a level in a list of papers': xlsx({ sheets: [{ name: 'a', rows: [['序号', '文号', '标题', '密级', '份数'], [1, '某发1号', title, '公开', 3], [2, '某发2号', title, '秘密', 3]] }] }),
  'the name of the sheet in the header': xlsx({ sheets: [{ name: '密', rows: [], header: '秘&A★10年' }] }),
  'a cache in single characters': xlsx({ sheets: [{ name: 'a', rows: [] }], parts: { 'xl/pivotCache/p.xml': `<pivotCacheDefinition><s v="密"/>${characters.map((one) => `<s v="${one}"/>`).join('')}</pivotCacheDefinition>` } }),
}))

const slide = (body: string): Uint8Array => pptx({ slides: [{ texts: [] }], parts: {
  'ppt/slides/slide1.xml': `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld>${body}</p:cSld></p:sld>`,
} })
const ofSlide = (text: string, format = ''): string => `<a:r>${format}<a:t>${text}</a:t></a:r>`

t.test('a presentation says what its slides show', finds({
  'white letters between': slide(`<a:p>${ofSlide('某 秘')}${ofSlide('甲', '<a:rPr sz="100"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>')}${ofSlide('密★10年 某')}</a:p>`),
  'a letter that its font shows as a star': slide(`<a:p>${ofSlide('某某局 秘密')}${ofSlide('ê', '<a:rPr><a:sym typeface="Wingdings 2"/></a:rPr>')}${ofSlide(' 第3期')}</a:p>`),
  'a column of a table': slide(`<a:tbl>${column((text) => `<a:tc><a:p>${ofSlide(text)}</a:p></a:tc>`).replaceAll('明</a:t></a:r></a:p></a:tc>', '明</a:t></a:r></a:p></a:tc></a:tr><a:tr>').replace('<a:tc>', '<a:tr><a:tc>')}</a:tr></a:tbl>`),
}))

const names = 'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f" xmlns:draw="w"'
const open = (body: string, styles = '', parts: Parts = {}): Uint8Array => zip({
  mimetype: 'application/vnd.oasis.opendocument.text', 'META-INF/manifest.xml': '<manifest/>',
  'content.xml': `<office:document-content ${names}><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`, ...parts,
})

t.test('an OpenDocument says what a reader sees', finds({
  'readings above the line': open(`<text:p>${characters.map((one) => `<text:ruby><text:ruby-base>${one}</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>`).join('')}</text:p>`),
  'white letters between': open('<text:p>某 秘<text:span text:style-name="h">甲</text:span>密★10年 某</text:p>', '<style:style style:name="h"><style:text-properties fo:color="#ffffff"/></style:style>'),
  'a column of a sheet': open(`<table:table>${characters.map((one, at) => `<table:table-row><table:table-cell><text:p>${one}</text:p></table:table-cell><table:table-cell><text:p>第${at}行说明</text:p></table:table-cell></table:table-row>`).join('')}</table:table>`),
  'the name of a picture': open('<text:p>x</text:p>', '', { [`Pictures/${mark}.png`]: picture(['x']) }),
  'a file in it': open(`<draw:image><office:binary-data>${packed}</office:binary-data></draw:image>`),
  'an empty part beside it': open(`<text:p>${mark}</text:p>`, '', { 'Configurations2/accelerator/current.xml': '' }),
}))

t.test('a number of a resident is found in other digits and in attributes', async (t) => {
  const arabic = number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
  for (const text of [`身份证 ${arabic}`, `身份证 ${arabic.replace(/[\u0660-\u0669]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x306))}`,
    xml('<p id="110105-19491231-002X"/>'), page(`<input type="hidden" value="${number}">`)]) {
    t.ok((await found(bytes(text))).named, text.slice(0, 40))
  }
})

t.test('a number that a program wrote with an exponent is found', async (t) => {
  for (const [value, kind] of [['1.3812345678E10', 'mobile'], ['4.111111111111111E15', 'bank_card']] as const) {
    const reading = await readFile(cellsOf(`<c><v>${value}</v></c>`), {}, { limits: defaultLimits })
    t.match(conclude(reading).suggestions, [{ kind, sure: true }], value)
  }
})

t.test('what cannot be told without its program closes the door', async (t) => {
  const narrow = packed.replace(/.{30}/g, '$&\n')
  const mail = `From: <x>\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n${base64('<p>秘<b>密</b>★10年')}`
  const files: Record<string, Uint8Array> = {
    'a formula that makes words of others': cellsOf(`${inline('<t>秘</t>')}${inline('<t>密</t>')}<c><f>A1&amp;B1&amp;"★10年"</f></c>`),
    'a folder with bytes': zipSync({ 'a/': bytes(mark) }),
    'a mail in a Word file': word('', { 'word/a.mht': mail }),
  }
  for (const [name, file] of Object.entries(files)) t.not((await found(file)).faults.length, 0, name)
  const { marked, faults } = await found(bytes(xml(`<f>${narrow}</f>`)))
  t.ok(marked || faults.length > 0, 'a file in narrow lines')
})

t.test('ordinary files are read whole, and nothing is found in them', async (t) => {
  const signature = `<SignatureValue>${base64(new Uint8Array(256).fill(7))}</SignatureValue>`
  const files: Record<string, Uint8Array> = {
    'a text in GBK': Buffer.from('b9d8d3dad3a1b7a2cab5cab1b7bdb0b8b5c4cda8d6aa', 'hex'),
    'a list of numbers': bytes(Array.from({ length: 60 }, (_, at) => String(440_524_000_000 + at)).join('\n')),
    'a list of words': bytes('government\nAdministration\nhttps://example.org/a/b?c=%20d\n'.repeat(30)),
    'a page with a drawing': bytes(page('<svg width="9" height="9"><path d="M0 0"/></svg><button style="color:#fff;background:#c00">提交</button>')),
    'a signed Word file': word('', { '_xmlsignatures/sig1.xml': `<Signature>${signature}</Signature>` }),
    'a table with a white head': word(`<w:tbl><w:tr><w:tc>${paragraph('名称', '<w:color w:val="FFFFFF"/>')}</w:tc></w:tr></w:tbl>`),
    'sums': cellsOf('<c r="A1"><v>1</v></c><c r="B1"><f>SUM(A1:A1)</f></c><c r="C1" t="str"><f>A1&amp;"元"</f><v>1元</v></c>'),
    'an archive with times': zipSync({ 'a/': new Uint8Array(0), 'a/b.txt': [bytes(title), { extra: { 0x5455: bytes('12345') } }] } as Zippable),
  }
  for (const [name, file] of Object.entries(files)) t.same(await found(file), { marked: false, named: false, faults: [] }, name)
})
