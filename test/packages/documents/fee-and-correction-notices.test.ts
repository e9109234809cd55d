import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { correctionNotice, type CorrectionNotice } from '@lightwell/documents/correction-notice'
import { feeNotice, type FeeNotice } from '@lightwell/documents/fee-notice'
import { scaleOf } from '@lightwell/documents/fee-scale'
import type { NoticeHead } from '@lightwell/documents/notice-shell'
import { renderHtml } from '@lightwell/documents/render-html'
import { findRegime } from '@lightwell/regimes/regimes'

const { fee } = findRegime('order_711')!
const head: NoticeHead = {
  language: 'zh-CN', agency: { zh: '市人民政府办公室', en: 'Office of the City Government' }, number: 'CITY公费〔2026〕1号',
  receiptNumber: 'CITY-20260302-AB12', receivedOn: '2026-03-02' as Day, applicantName: '张三', issuedOn: '2026-03-03' as Day,
}

function aFee (changes: Partial<FeeNotice> = {}): string {
  const { language = 'zh-CN', scale = 'by_item' } = changes
  return renderHtml(feeNotice({
    ...head, scale, quantity: 12, amountYuan: 100, reason: '逐户重复提出。', payBy: '2026-03-31' as Day, payWithin: { n: 20, unit: 'working_days' }, desk: {},
    steps: scaleOf(fee, scale, language),
    articles: { charged: '第四十二条', scale: '第四条', payWithin: '第七条', clock: '第八条', unpaid: '第七条' },
    objection: '不能单独申请行政复议。', ...changes,
  }))
}

function aCorrection (changes: Partial<CorrectionNotice> = {}): string {
  return renderHtml(correctionNotice({
    ...head, asked: { recordTitle: '登记表', defect: 'incomplete', claim: '应补充子女一栏。' }, outcome: 'declined',
    reason: '该表没有这一栏。', article: '第四十一条', remedy: '可以申请行政复议。', ...changes,
  }))
}

t.test('a fee shows its whole scale, its amount, the last day and the desk, so that it can be worked out again', (t) => {
  const page = aFee({ desk: { address: '人民路1号', phone: '0512-1' } })
  for (const told of [
    '第1至10件：不收费', '第11至30件：每件100元', '第31件以上：以10件为一档，每增加一档，收费标准提高100元/件', '人民币100元', '第12件申请',
    '<time datetime="2026-03">2026年3月</time>', '2026年3月31日', '地址：人民路1号。', '电话：0512-1。',
  ]) t.ok(page.includes(told), told)
  const bare = aFee({ scale: 'by_volume', quantity: 150 })
  for (const told of ['第1至30页：不收费', '第101至200页：每页20元', '第201页以上：每页40元', '共150页']) t.ok(bare.includes(told), told)
  t.notMatch(bare, /地址|电话|undefined/)
  t.end()
})

t.test('a fee is told in English too', (t) => {
  const page = aFee({ language: 'en', desk: { address: '1 Renmin Road' } })
  for (const told of [
    'Notice of the Information Processing Fee', 'request 11 to 30: 100 yuan each', 'from request 31: 100 yuan more for each further ten begun',
    'request number 12 to this body in <time datetime="2026-03">March 2026</time>', '31 March 2026', 'Address: 1 Renmin Road.',
  ]) t.ok(page.includes(told), told)
  t.ok(aFee({ language: 'en', scale: 'by_volume' }).includes('page from 201: 40 yuan each'))
  t.end()
})

t.test('the answer to a correction tells what was asked, what came of it and why, in both languages', (t) => {
  const forwarded = aCorrection({ outcome: 'forwarded', forwardedTo: '市公安局', reconsiderationBody: '市人民政府' })
  for (const told of ['更正申请答复书', '登记表', '记录不完整', '应补充子女一栏。', '本机关无权更正', '市公安局', '<h2>理由</h2>', '行政复议机关：市人民政府']) {
    t.ok(forwarded.includes(told), told)
  }
  t.match(aCorrection({ outcome: 'corrected' }), /已予更正[^]*<h2>更正内容<\/h2>/)
  const english = aCorrection({ language: 'en', outcome: 'forwarded', forwardedTo: 'the police' })
  for (const told of ['Answer to a Request for Correction', 'It is incomplete.', 'no power to correct', 'the police', 'What you can do']) t.ok(english.includes(told), told)
  t.match(aCorrection({ language: 'en', outcome: 'corrected' }), /has been corrected[^]*What was changed/)
  t.end()
})

t.test('what cannot be quoted is referred to, and what was typed stays text', (t) => {
  const page = aCorrection({ asked: { recordTitle: undefined, defect: 'out_of_date', claim: undefined }, reason: '<b>&</b>' })
  t.equal(page.split('见您（贵单位）提交的申请。').length, 3)
  t.ok(page.includes('<bdi>&lt;b&gt;&amp;&lt;/b&gt;</bdi>'))
  t.ok(aFee({ reason: '</p><script>' }).includes('&lt;/p&gt;&lt;script&gt;'))
  t.ok(aCorrection({ language: 'en', asked: { recordTitle: undefined, defect: 'irrelevant', claim: 'x' } }).includes('As stated in your request.'))
  t.end()
})
