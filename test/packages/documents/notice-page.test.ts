import t from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { type DecisionNotice, decisionNotice } from '@lightwell/documents/decision-notice'
import { type ExtensionNotice, extensionNotice } from '@lightwell/documents/extension-notice'
import { html } from '@lightwell/documents/html'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import { renderHtml } from '@lightwell/documents/render-html'
import { groundText } from '@lightwell/regimes/ground-text'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'

const county = findRegime('county') as Regime
const day = (text: string) => text as Day
const zhGround = (code: string) => groundText(county.grounds[code]!, 'zh-CN')

const head: NoticeHead = {
  language: 'zh-CN',
  agency: { zh: '新民镇人民政府', en: 'Xinmin Town People’s Government' },
  number: '新民公复〔2026〕1号',
  receiptNumber: 'XM-20261122-4F7K2M9Q-C',
  receivedOn: day('2026-11-22'),
  applicantName: '张三',
  issuedOn: day('2026-11-27'),
}
const sha256 = 'ab'.repeat(32)

const disclosure: DecisionNotice = {
  ...head,
  outcome: 'disclose',
  parts: [{ description: '2024年补偿方案', outcome: 'disclose', grounds: [], records: [{ title: '补偿方案.txt', sha256 }] }],
  delivery: { on: day('2026-11-28'), place: '本系统', manner: '电子文件' },
  remedies: [{ text: county.remedies.reconsideration_or_suit!.value.text.zh, parts: [1] }],
}
const refusal: DecisionNotice = {
  ...head,
  outcome: 'refuse',
  parts: [
    { description: '甲', outcome: 'refuse', grounds: [zhGround('state_secret'), zhGround('privacy')], records: [] },
    { description: '乙', outcome: 'refuse', grounds: [zhGround('other_law')], groundDetail: '档案法第二十七条', records: [] },
  ],
  remedies: [{ text: county.remedies.reconsideration_first!.value.text.zh, parts: [1, 2] }],
}
const extension: ExtensionNotice = {
  ...head,
  oldDueOn: day('2026-11-27'),
  newDueOn: day('2026-12-04'),
  cause: { zh: '信息资料处理', en: 'the processing of the information' },
  reason: '涉及档案数量较大，需要调取整理',
  article: '《政务信息公开实施细则》第十二条第一款',
  approvedBy: { duty: 'head', asDeputy: false },
}

const decisionPage = (notice: DecisionNotice) => renderHtml(decisionNotice(notice))
const extensionPage = (notice: ExtensionNotice) => renderHtml(extensionNotice(notice))

/** The text of a page without its markup. */
const textOf = (page: string) => page.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

t.test('a disclosure tells time, place and manner, and the records by their hash', (t) => {
  const page = decisionPage(disclosure)
  const text = textOf(page)
  for (const told of ['政府信息公开告知书', '新民公复〔2026〕1号', 'XM-20261122-4F7K2M9Q-C', '张三：', '2026年11月22日',
    '2024年补偿方案', '予以公开', '补偿方案.txt', sha256, '时间2026年11月28日', '场所本系统', '方式电子文件', '6个月内',
    '新民镇人民政府']) {
    t.ok(text.replaceAll(' ', '').includes(told.replaceAll(' ', '')), told)
  }
  t.notMatch(text, /理由和依据/)
  t.end()
})

t.test('a refusal gives every ground with its article, and its remedy once', (t) => {
  const text = textOf(decisionPage({ ...refusal, reconsiderationBody: '市人民政府' }))
  t.match(text, /政府信息不予公开告知书/)
  t.match(text, /被依法确定为国家秘密（依据《政务信息公开实施细则》第六条第（一）项；上位依据：《中华人民共和国政府信息公开条例》第十四条）/)
  t.match(text, /个人隐私.*第六条第（三）项/)
  t.match(text, /说明档案法第二十七条/)
  t.equal(text.split('应当先申请行政复议').length - 1, 1)
  t.match(text, /行政复议机关：市人民政府/)
  t.notMatch(text, /提供方式/)
  t.notMatch(text, /第1项、第2项：/, 'a remedy of all parts needs no numbers')
  t.end()
})

t.test('where parts have different remedies, each says for which parts it is', (t) => {
  const { reconsideration_first: first, reconsideration_or_suit: either } = county.remedies
  const remedies = [{ text: first!.value.text, parts: [1, 3] }, { text: either!.value.text, parts: [2] }]
  const inWords = (language: 'zh' | 'en') => remedies.map(({ text, parts }) => ({ text: text[language], parts }))
  const text = textOf(decisionPage({ ...refusal, remedies: inWords('zh') }))
  t.match(text, /第1项、第3项：如对[^第]*不予公开.*应当先申请行政复议.*第2项：/)
  t.match(textOf(decisionPage({ ...refusal, language: 'en', remedies: inWords('en') })), /Item 1, Item 3: .*reconsideration first.*Item 2: /)
  t.end()
})

t.test('the paper is named for what it decides', (t) => {
  const titleOf = (notice: DecisionNotice) => /<h1>(.*)<\/h1>/.exec(decisionPage(notice))?.[1]
  t.equal(titleOf({ ...disclosure, outcome: 'redact_and_disclose' }), '政府信息部分公开告知书')
  t.equal(titleOf(refusal), '政府信息不予公开告知书')
  const part = { description: '甲', records: [] }
  const notHeld: DecisionNotice = {
    ...refusal, parts: [{ ...part, outcome: 'refuse', grounds: [zhGround('not_held')] }],
  }
  t.equal(titleOf(notHeld), '政府信息公开申请答复书', 'what is not held is not withheld')
  t.match(textOf(decisionPage(notHeld)), /处理结果 ?无法提供/)
  const known: DecisionNotice = {
    ...disclosure, parts: [{ ...part, outcome: 'disclose', grounds: [zhGround('already_public')] }],
  }
  t.match(textOf(decisionPage(known)), /处理结果 ?已主动公开/)
  t.equal(titleOf(known), '政府信息公开告知书')
  t.end()
})

t.test('a partly disclosed part says so and gives its reasons', (t) => {
  const text = textOf(decisionPage({
    ...disclosure,
    outcome: 'redact_and_disclose',
    parts: [{ description: '名册', outcome: 'redact_and_disclose', grounds: [zhGround('privacy')], records: [] }],
  }))
  t.match(text, /部分公开（区分处理）/)
  t.match(text, /理由和依据/)
  t.end()
})

t.test('notices are also written in English', (t) => {
  const ground = groundText(county.grounds['state_secret']!, 'en')
  const page = decisionPage({
    ...refusal,
    language: 'en',
    parts: [{ description: '甲', outcome: 'refuse', grounds: [ground], records: [] }],
    remedies: [{ text: county.remedies.reconsideration_first!.value.text.en, parts: [1] }],
  })
  t.match(page, /^<!doctype html>\n<html lang="en">/)
  for (const told of ['Notice of Non-Disclosure', 'Xinmin Town People’s Government', '22 November 2026',
    'not disclosed', 'Article 6, item (1)', 'Article 14', 'reconsideration first']) {
    t.ok(textOf(page).includes(told), told)
  }
  const later = textOf(extensionPage({ ...extension, language: 'en', article: 'Article 12, paragraph 1' }))
  for (const told of ['Notice of Extension', '4 December 2026', 'the head of this body', 'Article 12, paragraph 1']) {
    t.ok(later.includes(told), told)
  }
  const given = [head.number, head.applicantName, extension.reason]
  t.notMatch(given.reduce((text, words) => text.replaceAll(words, ''), later), /\p{Script=Han}/u)
  t.end()
})

t.test('an extension tells both days, the reason, the article and who approved it', (t) => {
  const text = textOf(extensionPage(extension))
  for (const told of ['政府信息公开申请延期答复告知书', '答复期限至2026年11月27日止', '涉及档案数量较大，需要调取整理', '第十二条第一款',
    '经本单位负责人批准', '答复期限延长至2026年12月4日']) t.ok(text.includes(told), told)
  t.notMatch(text, /尚未公布/)
  t.match(text, /事由：信息资料处理。/)
  t.notMatch(text, /延期方为有效/)
  t.match(textOf(extensionPage({ ...extension, holdsOnceServed: true })), /本告知书在2026年11月27日或者之前送达的，延期方为有效/)
  const english = textOf(extensionPage({ ...extension, language: 'en', holdsOnceServed: true }))
  t.match(english, /Cause: the processing of the information\..*holds only if this notice is served on or before 27 November 2026/)
  t.match(textOf(extensionPage({ ...extension, provisional: true })), /尚未公布放假安排/)
  const approvedBy = { duty: 'disclosure_office', asDeputy: true } as const
  t.match(textOf(extensionPage({ ...extension, approvedBy })), /经政府信息公开工作机构负责人的代理人代行职责批准/)
  t.end()
})

t.test('a page is whole HTML with its language, one h1, and A4 for print', (t) => {
  for (const page of [decisionPage(disclosure), decisionPage(refusal), extensionPage(extension)]) {
    t.match(page, /^<!doctype html>\n<html lang="zh-CN">/)
    t.match(page, /<meta charset="utf-8">/)
    t.match(page, /@page \{ size: A4/)
    t.equal(page.split('<h1>').length, 2)
    const levels = [...page.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level))
    t.ok(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1), 'no heading level is skipped')
    const open = [...page.matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag).filter((tag) => tag !== 'meta').toSorted()
    t.same([...page.matchAll(/<\/(\w+)/g)].map(([, tag]) => tag).toSorted(), open, 'every element is closed')
    t.notMatch(page, /<script|<link|src=|href=|undefined|\[object/)
  }
  t.end()
})

t.test('the same notice is the same bytes', (t) => {
  t.equal(decisionPage(refusal), decisionPage(structuredClone(refusal)))
  t.end()
})

t.test('what people wrote is text and never markup', (t) => {
  const attack = '</title></style><script>alert(1)</script><img src=x onerror="x" \'&amp;`${1}'
  const attacked = decisionPage({
    ...head,
    agency: { zh: attack, en: attack },
    number: attack,
    receiptNumber: attack,
    applicantName: attack,
    outcome: 'refuse',
    parts: [{
      description: attack,
      outcome: 'refuse',
      grounds: [{ family: 'withheld', name: attack, article: attack, parentArticle: attack }],
      groundDetail: attack,
      records: [{ title: attack, sha256: attack }],
    }],
    delivery: { on: day('2026-11-28'), place: attack, manner: attack },
    remedies: [{ text: attack, parts: [1] }],
    reconsiderationBody: attack,
  })
  const later = extensionPage({ ...extension, applicantName: attack, reason: attack, article: attack })
  for (const page of [attacked, later]) {
    t.notMatch(page, /<script|<img|onerror="/)
    t.equal(page.split('</title>').length, 2)
    t.equal(page.split('</style>').length, 2)
  }
  t.end()
})

t.test('a template escapes every value, whatever it is', (t) => {
  t.equal(html`<p title="${'"><b>'}">${'a<b>&\'"'}</p>`.markup,
    '<p title="&quot;&gt;&lt;b&gt;">a&lt;b&gt;&amp;&#39;&quot;</p>')
  t.equal(html`${html`<i>${'<'}</i>`}${[html`<b></b>`, '<', undefined, 0]}${undefined}`.markup,
    '<i>&lt;</i><b></b>&lt;0')
  t.equal(html`${{ markup: '<script>' } as never}`.markup, '[object Object]', 'an object from elsewhere is not markup')
  t.equal(html`${JSON.parse('{"markup":"<b>"}') as never}`.markup, '[object Object]')
  t.equal(html`${'\u0000\ud800\u001b'}`.markup, '\uFFFD\uFFFD\uFFFD')
  const texts = fc.string({ unit: 'binary' })
  fc.assert(fc.property(texts, (text) => !/[<>"']/.test(html`${text}`.markup)), { numRuns: 1000 })
  t.end()
})
