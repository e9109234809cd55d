import t from 'tap'
import fc from 'fast-check'
import type { Day } from '@lightwell/calendar/day'
import { consultationLetter, type ConsultationLetter } from '@lightwell/documents/consultation-letter'
import { consultationToldNotice } from '@lightwell/documents/consultation-told-notice'
import { namesSomeone } from '@lightwell/documents/names-someone'
import { renderHtml } from '@lightwell/documents/render-html'
import { thirdPartyDecisionNotice } from '@lightwell/documents/third-party-decision-notice'
import { holds } from '../calendar/holds.ts'

const head = {
  language: 'zh-CN', agency: { zh: '新民镇人民政府', en: 'Xinmin Town Government' }, number: 'XM公征〔2026〕1号',
  issuedOn: '2026-03-02' as Day,
} as const
const letter: ConsultationLetter = {
  ...head, kind: 'third_party', partyName: '甲公司<b>', interest: '报价', question: '是否同意？', within: { n: 15, unit: 'working_days' },
  article: '《条例》第三十二条', silence: 'body_decides',
}

t.test('a letter says what is asked, for how long, what silence means, and what an objection needs', (t) => {
  const page = renderHtml(consultationLetter(letter))
  t.match(page, /<bdi>甲公司&lt;b&gt;<\/bdi>：[^]*《条例》第三十二条[^]*15个工作日[^]*请说明理由[^]*由本机关依法决定是否公开[^]*公共利益/)
  const maker = renderHtml(consultationLetter({ ...letter, kind: 'co_maker', silence: 'agreement' }))
  t.match(maker, /共同制作[^]*视为同意公开/)
  t.notMatch(maker, /公共利益/, 'what outweighs an objection is said to third parties alone')
  const english = renderHtml(consultationLetter({ ...letter, language: 'en' }))
  t.match(english, /lang="en"[^]*within 15 working days[^]*please give your reasons[^]*we decide under the law/)
  t.match(renderHtml(consultationLetter({ ...letter, language: 'en', kind: 'other_body' })), /Letter of Consultation to Another Body/)
  t.end()
})

t.test('the applicant is told that others are asked and until when at the latest', (t) => {
  const told = {
    ...head, receiptNumber: 'XM-1', receivedOn: '2026-03-02' as Day, applicantName: '张三', asked: 'third_party' as const,
    servedOn: '2026-03-03' as Day, answerBy: '2026-03-24' as Day, provisional: false,
    clock: 'pause' as const, articles: { asking: '第三十二条', clock: '第三十三条第三款' },
  }
  t.match(renderHtml(consultationToldNotice(told)), /张三[^]*涉及第三方的合法权益[^]*2026年3月3日[^]*第三十三条第三款[^]*不计算[^]*2026年3月24日/)
  t.match(renderHtml(consultationToldNotice({ ...told, asked: 'body', provisional: true })), /涉及其他机关[^]*尚未公布放假安排/)
  const english = renderHtml(consultationToldNotice({ ...told, language: 'en', provisional: true }))
  t.match(english, /a third party[^]*does not count[^]*24 March 2026[^]*not published yet/)
  t.end()
})

t.test('a third party is told what is released over his objection, why, and where he can contest it', (t) => {
  const notice = {
    ...head, partyName: '甲公司', letter: { number: 'XM公征〔2026〕1号', issuedOn: '2026-03-02' as Day, question: '是否同意？' },
    answeredOn: '2026-03-09' as Day, objection: 'objects' as const, released: ['报价表'], inPart: false, reasons: ['涉及公共资金'],
    article: '第三十二条', remedy: '可以申请行政复议。', reconsiderationBody: '市人民政府', court: '市人民法院',
  }
  const page = renderHtml(thirdPartyDecisionNotice(notice))
  t.match(page, /不同意公开[^]*重大影响[^]*予以公开[^]*报价表[^]*涉及公共资金[^]*可以申请行政复议[^]*行政复议机关：市人民政府[^]*市人民法院/)
  const partly = renderHtml(thirdPartyDecisionNotice({ ...notice, objection: 'partly', inPart: true, released: [], court: undefined }))
  t.match(partly, /部分同意公开[^]*经区分处理后予以公开/)
  t.notMatch(partly, /重大影响|决定公开的信息|法院：/)
  const english = renderHtml(thirdPartyDecisionNotice({ ...notice, language: 'en', inPart: true }))
  t.match(english, /you objected[^]*public interest[^]*some of its words removed[^]*What is disclosed[^]*Reconsideration body/)
  t.end()
})

t.test('a name is found however it is spaced or cased, and not inside another word', (t) => {
  for (const [text, name] of [
    ['张三申请公开', '张三'], ['张 三申请', '张三'], ['由ＡＢＣ公司提出', 'abc公司'], ['asked by li ming.', 'Li Ming'],
    ['Mr LI  MING asked', 'Li Ming'], ['张\u200b三', '张三'], ['甲公司北京分公司', '甲公司'],
  ] as const) t.ok(namesSomeone(text, [name]), `${name} in ${text}`)
  t.notOk(namesSomeone('the policy of Lima', ['Li']), 'not inside another word')
  t.notOk(namesSomeone('王某', ['王']), 'one character would be found anywhere')
  t.notOk(namesSomeone('张三丰建材行的报价', ['张三'], '张三丰建材行'), 'a longer name that may stand hides it')
  t.ok(namesSomeone('张三问张三丰建材行的报价', ['张三'], '张三丰建材行'))
  t.ok(namesSomeone('甲公司北京分公司申请', ['甲公司北京分公司'], '甲公司'), 'a shorter one does not')
  // Wherever a Chinese name stands it is found.
  const some = fc.string({ unit: fc.constantFrom('甲', '乙', ' ', '，', 'a'), maxLength: 12 })
  holds(t, fc.property(some, some, (before, after) => namesSomeone(`${before}欧阳青鸢${after}`, ['欧阳青鸢'])), 200)
  t.end()
})
