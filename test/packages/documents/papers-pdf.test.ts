import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import t from 'tap'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import { code, heading, isolated, list, type Block, type Paper, paragraph, type Words, words } from '@lightwell/documents/paper'
import { breakLines, mayBreak } from '@lightwell/documents/pdf/break-lines'
import { sheet } from '@lightwell/documents/pdf/sheet'
import { typeset } from '@lightwell/documents/pdf/type'
import { renderHtml } from '@lightwell/documents/render-html'
import { renderPdf } from '@lightwell/documents/render-pdf'
import { holds } from '../calendar/holds.ts'
import { openPdf, readPages, type Item } from './read-pdf.ts'
import { aFiling, anApproval, day, samplePapers } from './sample-papers.ts'

const languages = ['zh-CN', 'en'] as const
const note = '（附注：方框内的数字为字库未收字符的统一码（Unicode）编号，该字符见本文书的网页版。）'
const noteInEnglish = '(Note: a box holds the Unicode number of a character that our typeface lacks; the page on the web shows it.)'

function aPaper (blocks: readonly Block[], more: Partial<Paper> = {}): Paper {
  return {
    language: 'zh-CN', layout: 'letter', agency: '新民镇人民政府', title: '告知书', number: '新民公复〔2026〕1号', to: '张三', blocks,
    issuedOn: day('2026-11-27'), ...more,
  }
}

/** All that a paper must read, in its order, without the numbers of its pages. */
function expectedText (paper: Paper): string {
  const [colon, comma] = paper.language === 'en' ? [': ', ''] : ['：', '']
  const text = (of: Words) => of.map((run) => typeof run === 'string' ? run : run.text).join('').replaceAll(/\s+/g, ' ')
  const blocks = paper.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph': return [text(block.words)]
      case 'heading': return [block.text]
      case 'list': return block.items.map((item, at) => `${block.ordered ? `${at + 1}. ` : '• '}${text(item)}`)
      case 'terms': return block.terms.map(({ term, told }) => `${term}${colon}${told.map(text).join('')}`)
      case 'table': return [...block.head ?? [], ...block.rows.flatMap(({ name, cells }) => [name, ...cells.flat().map(text)])]
    }
  })
  const [year, month, date] = paper.issuedOn.split('-').map(Number)
  const signedOn = paper.language === 'en' ? `${date} November ${year}` : `${year}年${month}月${date}日`
  const to = paper.to === undefined ? '' : paper.language === 'en' ? `To ${paper.to}:` : `${paper.to}：`
  const head = paper.layout === 'letter' ? [paper.agency, paper.number, paper.title] : [paper.title, `${paper.agency} ${paper.number}`]
  return [...head, to, ...blocks, paper.agency, signedOn].join(comma)
}

/** What is read on the pages without their numbers, as one text. The reader leaves out the blank at the end of a line. */
function bodyOf (pages: readonly Item[][]): string {
  return pages.map((items) => items.map(({ text, endsLine }) => endsLine ? `${text}\n` : text).join('').replace(/— \d+ —$/, ''))
    .join('\n').trim()
}

/** Whether a text is the one that was written: to the letter and the blank, but for a blank where a line ends. */
function isRead (read: string, written: string): boolean {
  let at = 0
  for (const character of read) {
    if (character === '\n') at += written[at] === ' ' ? 1 : 0
    else if (!written.startsWith(character, at)) return false
    else at += character.length
  }
  return at === written.length
}

async function reads (paper: Paper, written = expectedText(paper)): Promise<boolean> {
  return isRead(bodyOf(await readPages(await renderPdf(paper))), written)
}

/** What is read in the tables of a form; between cells the reader puts blanks, and the head of a table stands on each page. */
function tabled (pages: readonly Item[][], head: string): string {
  const [first, ...others] = pages.map((page) => bodyOf([page]).replaceAll(/\s/g, ''))
  return [first, ...others.map((text) => text.startsWith(head) ? text.slice(head.length) : text)].join('')
}

/** The lines of a page from top to bottom, each with its text and where it begins and ends. */
function linesOf (items: readonly Item[]): { text: string, left: number, right: number, y: number }[] {
  const rows = Map.groupBy(items.filter(({ text }) => text !== ''), ({ y }) => Math.round(y * 10))
  return [...rows].toSorted(([one], [other]) => one - other).map(([y, row]) => ({
    text: row.map(({ text }) => text).join(''), y: y / 10,
    left: Math.min(...row.map(({ x }) => x)), right: Math.max(...row.map(({ x, width }) => x + width)),
  }))
}

t.test('every paper of the house reads the same in its PDF as it was written, in both languages', async (t) => {
  for (const language of languages) {
    for (const paper of samplePapers(language)) {
      const name = `${paper.title} ${language}`
      const pdf = await renderPdf(paper)
      const pages = await readPages(pdf)
      const head = paper.blocks.flatMap((block) => block.kind === 'table' ? block.head?.join('') ?? [] : []).at(-1) ?? ''
      if (paper.layout === 'letter') t.ok(isRead(bodyOf(pages), expectedText(paper)), name)
      else t.equal(tabled(pages, head.replaceAll(' ', '')), expectedText(paper).replaceAll(/\s/g, ''), name)
      t.ok(pdf.length < 100_000, `${name}: ${pdf.length} bytes`)
      t.ok(isCleanPaper(paper), name)
    }
  }
})

t.test('a page is that of GB/T 9704: A4, its type area, 22 lines of 28 characters, its sizes, its numbers', async (t) => {
  const [first, second, third] = await readPages(await renderPdf(aPaper([paragraph`${'国'.repeat(28 * 40)}`])))
  const document = await openPdf(await renderPdf(aPaper([])))
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
  t.same([width, height].map((side) => Math.round(side / 72 * 25.4)), [210, 297])
  await document.loadingTask.destroy()
  const [head, number, title, address, opening, next] = linesOf(first!)
  const near = (found: number, wanted: number) => Math.abs(found - wanted) < 0.5
  const middle = (line: { left: number, right: number }) => (line.left + line.right) / 2
  const mm = 72 / 25.4
  for (const line of [head!, number!, title!]) t.ok(near(middle(line), (28 + 78) * mm), `${line.text} stands in the middle`)
  // The square of a character begins 0.88 em above its baseline.
  t.ok(near(head!.y - 0.88 * 36, (37 + 35) * mm), 'the head begins 35 mm below the edge of the type area')
  t.same([head!, title!, address!].map(({ text }) => first!.find((item) => item.text !== '' && text.startsWith(item.text))?.size), [36, 22, 16])
  t.ok(near(address!.left, 28 * mm))
  t.ok(near(opening!.left, 28 * mm + 2 * 156 * mm / 28), 'a paragraph begins two characters in')
  t.ok(near(next!.left, 28 * mm) && near(next!.right, (28 + 156) * mm), 'and goes on from margin to margin')
  t.match([opening!.text.length, next!.text.length], [26, 28])
  t.ok(near(next!.y - opening!.y, 225 * mm / 22))
  const full = linesOf(second!).slice(0, -1)
  t.equal(full.length, 22)
  t.ok(full.every(({ text }) => text.length === 28))
  t.ok(full.at(-1)!.y < (37 + 225) * mm && full[0]!.y > 37 * mm)
  for (const [items, text] of [[first, '— 1 —'], [second, '— 2 —'], [third, '— 3 —']] as const) {
    const found = items!.at(-1)!
    t.match([found.text, found.size], [text, 14])
    t.ok(near(found.y - 0.38 * 14, (37 + 225 + 7) * mm), '7 mm below the type area')
    t.equal(found.x > 105 * mm, text !== '— 2 —', 'odd pages have it at the right, even ones at the left')
  }
  const [agency, signedOn] = linesOf(third!).slice(-3)
  t.same([agency!.text, signedOn!.text], ['新民镇人民政府', '2026年11月27日'])
  t.ok(near(middle(agency!), middle(signedOn!)) && near(signedOn!.right, (28 + 156) * mm - 4 * 156 * mm / 28), 'the day ends four characters in')
})

const style = { face: 'regular', size: 16, tracking: 0 } as const
const closing = /^[，。、；：？！）》”％]/u
const opening = /[（《“]$/u

t.test('no line begins with what closes or ends with what opens, words and numbers stay whole, and nothing is lost', (t) => {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('国', '信', '息', '公', '𠮷', '㙍') },
    { weight: 3, arbitrary: fc.constantFrom('，', '。', '、', '）', '》', '”', '（', '《', '“', '：', '……', '——') },
    { weight: 2, arbitrary: fc.constantFrom(' ', 'Lightwell', 'XM-2026-4F', '2026年', '3.14', 'a', 'public-interest ') },
  )
  holds(t, fc.property(fc.array(piece, { maxLength: 120 }), fc.integer({ min: 40, max: 448 }), (pieces, width) => {
    const types = typeset(pieces.join(''), style)
    const lines = breakLines(types, () => width)
    const texts = lines.map((line) => line.map(({ text }) => text))
    return texts.flat().join('') === types.map(({ text }) => text).join('') && texts.every((line, at) => {
      const wide = lines[at]!.slice(0, line.findLastIndex((text) => text !== ' ') + 1).reduce((sum, one) => sum + one.width, 0)
      if (line.length === 0 || (wide > width + 0.01 && line.length > 1)) return false
      const before = texts[at - 1]
      if (before === undefined) return true
      // A line may begin badly, or within a word, only where the one before could not end anywhere.
      const couldEnd = before.some((text, place) => place > 0 && mayBreak(before[place - 1]!, text))
      const isBad = closing.test(line[0]!) || opening.test(before.at(-1)!) || /[a-z\d]$/.test(before.at(-1)!) && /^[a-z\d]/.test(line[0]!)
      return !isBad || !couldEnd
    })
  }), 600)
  const broken = (text: string, width: number) => breakLines(typeset(text, style), () => width).map((line) => line.map((one) => one.text).join(''))
  t.same(broken('国国国，国', 48), ['国国', '国，国'])
  t.same(broken('国国《国', 48), ['国国', '《国'])
  t.same(broken('国国2026年', 70), ['国国', '2026年'], 'a number keeps its unit')
  t.same(broken('国——国', 40), ['国', '——', '国'])
  t.same(broken('a public-interest test', 75), ['a public-', 'interest ', 'test'])
  t.end()
})

t.test('rare characters are read back as they were written; what the typeface lacks is shown by its number, and said', async (t) => {
  const names = '㐂龘㙍䶮𬭎éÀñüǎ〔〕①Ωж'
  t.ok(await reads(aPaper([paragraph`${isolated(names)}`])), 'without a note')
  const lacking = '𠮷😀Łőş'
  const paper = aPaper([paragraph`甲${isolated(lacking)}乙`], { to: '𠮷', agency: '𠮷镇' })
  t.ok(await reads(paper, expectedText(paper) + note))
  t.ok(await reads({ ...paper, language: 'en' }, expectedText({ ...paper, language: 'en' }) + noteInEnglish))
  // ⽉ and 月 are drawn by one shape, e and U+0301 by another: each is read as it was written.
  const alike = '⽉月，Ａ A，e\u0301é，⼈人'
  t.ok(await reads(aPaper([paragraph`${alike}`])))
  const turned = bodyOf(await readPages(await renderPdf(aPaper([paragraph`申请人${isolated('محمد أحمد')}与${isolated('שלום')}。`]))))
  for (const word of ['محمد', 'أحمد', 'שלום']) t.ok(turned.includes(word), word)
  t.ok(turned.indexOf('محمد') < turned.indexOf('أحمد'), 'words stay in the order in which they are read')
})

t.test('a box with the number of a character is seen on the page, in the ink of the text', async (t) => {
  const document = await openPdf(await renderPdf(aPaper([], { to: '𠮷' })))
  const page = await document.getPage(1)
  const { items } = await page.getTextContent()
  const [, , , , x, y] = items.flatMap((item) => 'str' in item && item.str === '𠮷' ? [item.transform] : [])[0]!
  const viewport = page.getViewport({ scale: 3 })
  const canvas = createCanvas(viewport.width, viewport.height)
  await page.render({ canvas: canvas as never, viewport }).promise
  const { data } = canvas.getContext('2d').getImageData(x * 3, viewport.height - (y + 14) * 3, 48, 48)
  const pixels = Array.from({ length: 48 * 48 }, (_, at) => [data[at * 4]!, data[at * 4 + 1]!] as const)
  const dark = pixels.filter(([red]) => red < 128).length / pixels.length
  t.ok(dark > 0.1 && dark < 0.6, `${dark} of it is ink`)
  t.ok(pixels.every(([red, green]) => Math.abs(red - green) < 8), 'none of it red')
  await document.loadingTask.destroy()
})

t.test('long texts go on from page to page: no heading ends one, no signature stands alone', async (t) => {
  const sentence = '本机关经审查认为，该信息的公开不损害公共利益。'
  for (const count of [9, 10, 11, 12, 13, 30, 31, 32, 33]) {
    const blocks = Array.from({ length: count }, (_, at) => [heading(`第${at + 1}部分`), paragraph`${sentence}`]).flat()
    const paper = aPaper([...blocks, paragraph`${sentence.repeat(40)}`])
    const pages = await readPages(await renderPdf(paper))
    t.ok(isRead(bodyOf(pages), expectedText(paper)))
    for (const page of pages) {
      const last = linesOf(page).at(-2)!
      t.notMatch(last.text, /^第\d+部分$/, `${count}: a heading stays with its text`)
    }
    t.ok(linesOf(pages.at(-1)!).length >= 4, `${count}: a line of the text stands above the signature`)
  }
  for (let count = 20; count < 36; count += 1) {
    const steps = Array.from({ length: count }, () => ({ name: { zh: '会签', en: 'Countersignature' } }))
    const last = linesOf((await readPages(await renderPdf(anApproval('zh-CN', { steps })))).at(-1)!)
    t.ok(last.length >= 4 && last.some(({ text }) => text === '签发'), `${count}: so does a row of a form`)
  }
})

t.test('tables break between their rows or within long ones, and their head stands on every page', async (t) => {
  const items = Array.from({ length: 60 }, (_, at) => ({ asked: `第${at}件：补偿方案`, answer: at === 30 ? '予以公开。'.repeat(200) : '予以公开' }))
  for (const language of languages) {
    const paper = anApproval(language, { items })
    const pages = await readPages(await renderPdf(paper))
    t.ok(pages.length > 3)
    const head = language === 'en' ? 'ItemAsked forAnswer proposed' : '事项申请内容拟答复意见'
    for (const page of pages.slice(1, -1)) t.equal(linesOf(page)[0]!.text.replaceAll(' ', ''), head.replaceAll(' ', ''))
    const text = tabled(pages, head.replaceAll(' ', ''))
    t.equal(text.split('予以公开。').length, 201)
    for (const { asked } of items) t.ok(text.includes(asked), asked)
    for (const page of pages) {
      t.ok(page.every(({ x, width }) => x >= sheet.left - 0.1 && x + width <= sheet.left + sheet.typeWidth + 0.1), 'within the margins')
    }
  }
  const filing = aFiling('zh-CN', { redactions: Array.from({ length: 80 }, (_, at) => ({ place: `第${at}处`, ground: '个人隐私' })) })
  t.equal(tabled(await readPages(await renderPdf(filing)), '环节意见签字日期'), expectedText(filing).replaceAll(/\s/g, ''))
})

t.test('the same paper is the same bytes, whatever was written before it', async (t) => {
  const [one, other] = [samplePapers('zh-CN')[2]!, aPaper([paragraph`⽉与😀，${'其他的字'}`])]
  const before = await renderPdf(one)
  await renderPdf(other)
  t.ok(Buffer.from(before).equals(await renderPdf(structuredClone(one))))
  t.notOk(Buffer.from(before).equals(await renderPdf({ ...one, issuedOn: day('2026-11-28') })))
})

t.test('hostile text neither breaks a page nor leaves it, and hides nothing', async (t) => {
  const texts = {
    'ten thousand characters without a blank': 'x'.repeat(10_000),
    'ten thousand marks that may not begin a line': '，'.repeat(10_000),
    'marks of direction': '甲\u202E乙丙\u202C丁\u2067戊\u2069',
    'control characters': '甲\u0000乙\u0007丙\u001B[31m丁\uFFFE戊\uD800己',
    'more characters of no typeface than a font of boxes holds': Array.from({ length: 600 }, (_, at) => String.fromCodePoint(0x20000 + at * 7)).join(''),
    'markup and operators': ') Tj ET EMC <</Type /Catalog>> \\)(<b>&lt;',
    'many marks upon one letter': `a${'\u0301'.repeat(500)}b`,
  }
  for (const [name, text] of Object.entries(texts)) {
    const paper = aPaper([heading(text.slice(0, 300)), list([words`${isolated(text)} ${code(text.slice(0, 200))}`])], { to: text.slice(0, 300) })
    const pages = await readPages(await renderPdf(paper))
    // Marks of direction have no form, so nothing is printed of them; what is no character is printed as its replacement.
    const printed = expectedText(paper).toWellFormed().replaceAll(/[\u202A-\u202E\u2066-\u2069]/gu, '').replaceAll(/[\p{Cc}\uFFFE]/gu, '\uFFFD')
    t.ok(bodyOf(pages).replaceAll(/\s/g, '').startsWith(printed.replaceAll(' ', '')), name)
    const edge = sheet.left + sheet.typeWidth + 0.5
    t.ok(pages.flat().every(({ x, y, width }) => x >= sheet.left - 0.5 && x + width <= edge && y < sheet.height), `${name}: within the margins`)
  }
  for (const more of [{ agency: '甲'.repeat(300) }, { title: 'x'.repeat(3_000) }, { agency: '', number: '', title: '' }]) {
    t.ok((await readPages(await renderPdf(aPaper([], more)))).length > 0)
  }
})

t.test('a PDF tells its title, its language and its parts to those who listen to it', async (t) => {
  const document = await openPdf(await renderPdf(samplePapers('zh-CN')[0]!))
  const { info } = await document.getMetadata()
  t.match(info, {
    Title: '政府信息公开告知书 新民公复〔2026〕1号', Author: '新民镇人民政府', Language: 'zh-CN', CreationDate: 'D:20261127000000Z',
  })
  t.equal((await document.getMarkInfo() as unknown as Map<string, boolean>).get('Marked'), true)
  const roles = JSON.stringify(await (await document.getPage(1)).getStructTree())
  for (const role of ['H1', 'H2', 'H3', 'P']) t.ok(roles.includes(`"role":"${role}"`), role)
  const form = await openPdf(await renderPdf(aFiling('en')))
  const table = JSON.stringify(await (await form.getPage(1)).getStructTree())
  for (const role of ['Table', 'TR', 'TH', 'TD']) t.ok(table.includes(`"role":"${role}"`), role)
  await Promise.all([document.loadingTask.destroy(), form.loadingTask.destroy()])
})

t.test('the filing form tells who collected, reviewed, decided and filed, and leaves blank what nobody has signed', async (t) => {
  const page = renderHtml(aFiling('zh-CN'))
  for (const told of [
    '信息公开保密审查备案表', '2024年度征地补偿方案', '自然资源所', '陈思远', '信息员初审', '未发现涉密内容', '分管领导复核', '王建国', '同意作区分处理后公开',
    '（代理）', '政府网站', '报保密工作部门备案', '自然资源工作国家秘密范围的规定', '2026年第2版', '疑似标志，经核实为地名', '第2页第3行',
  ]) t.ok(page.includes(told), told)
  t.match(page, /<th scope="row">报党政办公室备案<\/th><td><\/td>/)
  t.match(page, /<th scope="col">签字<\/th>/)
  const bare = renderHtml(aFiling('zh-CN', { firstReview: undefined, reReviews: [], decision: undefined, published: undefined, marks: [], redactions: [] }))
  t.match(bare, /<th scope="row">分管领导复核<\/th><td><\/td><td><\/td><td><\/td>/)
  t.equal(bare.split('<td>无</td>').length, 3)
  t.match(renderHtml(aFiling('en')), /Filing Form[^]*First review[^]*to be disclosed in part[^]*as deputy[^]*Filed with the secrecy department/)
})

t.test('the approval sheet has a row for each step of the agency, in its order', async (t) => {
  const page = renderHtml(anApproval('zh-CN'))
  t.match(page, /承办[^]*拟予公开[^]*法制审核[^]*赵律[^]*会签<\/th><td><\/td>[^]*签发<\/th><td><\/td>/)
  t.match(page, /政府信息公开申请答复审批单[^]*XM-20261122-4F7K2M9Q-C[^]*欧阳㙍[^]*2026年12月18日[^]*补偿方案[^]*予以公开/)
  t.match(renderHtml(anApproval('en')), /Approval Sheet[^]*Drafting[^]*Legal review[^]*Countersignature[^]*Signing/)
})

t.test('a paper is read for marks and numbers as its reader sees it, wherever they stand', (t) => {
  const hash = `${'a'.repeat(40)}110105194912310029${'b'.repeat(6)}`
  for (const paper of [
    aPaper([paragraph`${isolated('秘')}密★10年`]), aPaper([], { to: '11010519491231002X' }), aPaper([heading('机密★')]),
    aPaper([list(['110105 19491231 002X'])]), aPaper([words`秘密`, words`★长期`].map((line): Block => ({ kind: 'paragraph', words: line }))),
    aFiling('zh-CN', { marks: [{ page: 1, finding: '秘密★10年' }] }), anApproval('en', { items: [{ asked: '11010519491231002X', answer: '' }] }),
    aPaper([paragraph`${hash}`]), aPaper([], { title: '绝密★' }),
  ]) t.notOk(isCleanPaper(paper))
  t.ok(isCleanPaper(aPaper([paragraph`方案 ${code(`SHA-256 ${hash}`)}`])), 'digits of a hash are nobody’s number')
  t.ok(isCleanPaper(aPaper([paragraph`依法确定为国家秘密`, paragraph`10年`])))
  t.end()
})
