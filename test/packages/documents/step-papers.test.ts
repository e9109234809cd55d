import t, { type Test } from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { isCleanPaper } from '@lightwell/documents/clean-paper'
import { type ClarificationNotice, clarificationNotice } from '@lightwell/documents/clarification-notice'
import { type DeferralNotice, deferralNotice } from '@lightwell/documents/deferral-notice'
import { type LapseNotice, lapseNotice } from '@lightwell/documents/lapse-notice'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import { type ReasonsNotice, reasonsNotice } from '@lightwell/documents/reasons-notice'
import type { Paper } from '@lightwell/documents/paper'
import { renderHtml } from '@lightwell/documents/render-html'
import { groundText } from '@lightwell/regimes/ground-text'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime } from '@lightwell/regimes/regimes'
import { sourceText } from '@lightwell/regimes/source-text'

const regime = findRegime('order_711') as Regime
const day = (text: string) => text as Day
type Language = NoticeHead['language']

const headIn = (language: Language, words: string): NoticeHead => ({
  language, agency: { zh: '市人民政府办公室', en: 'Office of the City Government' }, number: 'CITY〔2026〕1', applicantName: words,
  receiptNumber: 'CITY-20260302-4F7K2M9Q-C', receivedOn: day('2026-03-02'), issuedOn: day('2026-03-04'),
})

const clarification = (language: Language, words: string, more: Partial<ClarificationNotice> = {}) => clarificationNotice({
  ...headIn(language, words), kind: 'disclosure', items: [words, `${words}2`], respondBy: day('2026-03-18'),
  article: sourceText(regime.clarification.unanswered, language), clock: regime.clarification.clock.value, ...more,
})
const lapse = (language: Language, words: string, more: Partial<LapseNotice> = {}) => lapseNotice({
  ...headIn(language, words), kind: 'disclosure', cause: 'clarification', reason: words, reconsiderationBody: words,
  asked: { number: words, on: day('2026-03-04'), by: day('2026-03-18') },
  ground: groundText(regime.grounds['clarification_lapsed']!, language),
  remedy: regime.remedies.reconsideration_or_suit!.value.text[language === 'en' ? 'en' : 'zh'], ...more,
})
const reasons = (language: Language, words: string, more: Partial<ReasonsNotice> = {}) => reasonsNotice({
  ...headIn(language, words), kind: 'disclosure', filedLately: 37, basis: words, respondBy: day('2026-03-18'),
  article: sourceText(regime.excessive.reply, language), ...more,
})
const deferral = (language: Language, words: string, more: Partial<DeferralNotice> = {}) => deferralNotice({
  ...headIn(language, words), kind: 'disclosure', workingDays: 12, oldDueOn: day('2026-03-30'), newDueOn: day('2026-04-16'),
  provisional: false, reason: words, article: sourceText(regime.excessive.deferral, language),
  approvedBy: { duty: 'disclosure_office', asDeputy: false }, ...more,
})
const papers = [clarification, lapse, reasons, deferral]

/** The text of a page without its markup. */
const textOf = (page: string) => page.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')

function tells (t: Pick<Test, 'ok'>, paper: Paper, ...words: string[]): void {
  for (const told of words) t.ok(textOf(renderHtml(paper)).includes(told), told)
}

t.test('an ask to complete a request tells the items in order, the day, and what an answer and silence mean', async (t) => {
  const page = clarification('zh-CN', '请说明地块')
  tells(t, page, '补正告知书', '政府信息公开申请', '于2026年3月2日收到', '请于2026年3月18日前（含当日）补正', '第三十条', '重新计算', '视为放弃申请')
  t.match(renderHtml(page), /<ol>\s*<li><bdi>请说明地块<\/bdi><\/li>\s*<li><bdi>请说明地块2<\/bdi><\/li>\s*<\/ol>/)
  tells(t, clarification('zh-CN', '甲', { kind: 'correction' }), '政府信息更正申请')
  tells(t, clarification('en', 'Which plot?'), 'Notice to Complete a Request', 'request for government information', '18 March 2026, that day included',
    'Article 30', 'counted anew', 'abandoned')
})

t.test('a lapse tells what was asked when, the ground with its article, the reasons, and the remedy with its body', async (t) => {
  tells(t, lapse('zh-CN', '市人民政府'), '不再处理告知书', '于2026年3月4日以市人民政府请您（贵单位）在2026年3月18日前补正申请内容', '第三十条，无正当理由逾期不补正',
    '6个月内', '行政复议机关：市人民政府', '逾期确有正当理由的')
  tells(t, lapse('en', 'City'), 'no longer handled', 'complete your request by 18 March 2026', 'Article 30', 'within six months', 'Reconsideration body: City')
  const again = lapse('zh-CN', '甲', { lateAnswerOn: day('2026-03-20') })
  tells(t, again, '于2026年3月20日逾期回复并说明了理由', '维持不再处理的决定')
  t.notMatch(renderHtml(again), /逾期确有正当理由的/, 'nobody is asked to answer a second time')
  tells(t, lapse('en', 'City', { lateAnswerOn: day('2026-03-20') }), 'You answered on 20 March 2026', 'the decision stands')
  const ground = groundText(regime.grounds['fee_unpaid']!, 'zh-CN')
  const unpaid = lapse('zh-CN', '甲', { cause: 'fee', ground, reconsiderationBody: undefined })
  tells(t, unpaid, '前缴纳信息处理费', '第四十二条')
  t.notMatch(renderHtml(unpaid), /补正|行政复议机关：/)
})

t.test('an ask for reasons tells how many were filed, why that is too many, and that the clock runs on', async (t) => {
  tells(t, reasons('zh-CN', '反复提出'), '说明理由告知书', '共37件（含本件）', '反复提出', '第三十五条', '2026年3月18日前', '答复期限继续计算')
  tells(t, reasons('en', 'Again and again'), 'Notice to State Reasons', 'this one included: 37', 'Article 35', 'runs on')
})

t.test('a deferral tells both days, the reason, the article and who approved it', async (t) => {
  const page = deferral('zh-CN', '档案分散')
  tells(t, page, '延迟答复告知书', '答复期限至2026年3月30日止', '档案分散', '第三十五条', '经政府信息公开工作机构负责人批准', '延迟12个工作日，至2026年4月16日前')
  t.notMatch(renderHtml(page), /尚未公布/)
  tells(t, deferral('zh-CN', '甲', { provisional: true }), '尚未公布放假安排')
  tells(t, deferral('zh-CN', '甲', { approvedBy: { duty: 'head', asDeputy: true } }), '经本单位负责人的代理人代行职责批准')
  tells(t, deferral('en', 'Spread archives'), 'Notice of a Deferred Answer', 'by 12 working days, to 16 April 2026', 'Article 35')
  tells(t, deferral('en', 'x', { workingDays: 1, provisional: true }), 'by 1 working day,', 'not published yet')
})

t.test('each is a whole page of its language, in which what people wrote is text and never markup', async (t) => {
  const attack = '</title></style><script>alert(1)</script><img src=x onerror="x" \'&amp;`${1}'
  for (const paper of papers) {
    for (const language of ['zh-CN', 'en'] as const) {
      const page = renderHtml(paper(language, attack))
      t.notMatch(page, /<script|<img|onerror="|undefined|\[object/)
      t.ok(page.startsWith(`<!doctype html>\n<html lang="${language}">`))
      t.equal(page.split('<h1>').length, 2)
      const opened = [...page.matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag).filter((tag) => tag !== 'meta').toSorted()
      t.same([...page.matchAll(/<\/(\w+)/g)].map(([, tag]) => tag).toSorted(), opened, 'every element is closed')
    }
    t.notMatch(textOf(renderHtml(paper('en', 'words'))).replace('CITY〔2026〕1', ''), /\p{Script=Han}/u, 'English is English throughout')
    t.ok(isCleanPaper(paper('zh-CN', '甲')))
    t.notOk(isCleanPaper(paper('zh-CN', '110105 19491231 002X')), 'a number that slipped in is seen')
  }
})
