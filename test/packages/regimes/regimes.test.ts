import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { countyRule as countyAct } from '@lightwell/regimes/acts'
import { articleText, citationText } from '@lightwell/regimes/article-text'
import type { Bilingual } from '@lightwell/regimes/citation'
import { countyRule } from '@lightwell/regimes/county-rule'
import { formSchema } from '@lightwell/regimes/form-schema'
import { groundText } from '@lightwell/regimes/ground-text'
import { lawOf } from '@lightwell/regimes/law-of'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime, regimes } from '@lightwell/regimes/regimes'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import { inherit } from '@lightwell/regimes/resolve'

const national = findRegime('order_711') as Regime
const county = findRegime('county') as Regime

/** Every setting of a regime with the path to it, found by its tier. */
function settingsOf (part: unknown, path = ''): [string, Record<string, unknown>][] {
  if (typeof part !== 'object' || part === null) return []
  if ('tier' in part && 'value' in part) return [[path, part as Record<string, unknown>]]
  return Object.entries(part).flatMap(([key, inner]) => settingsOf(inner, `${path}/${key}`))
}

t.test('a regime is found by its id and by its version, and nothing else is', (t) => {
  t.equal(county.version, 'county@1')
  t.equal(county.parent, 'order_711@1')
  t.equal(national.version, 'order_711@1')
  t.equal(national.parent, null)
  t.equal(findRegime('county@1'), county)
  for (const id of ['', 'County', 'county@2', 'order-711', '__proto__', 'constructor']) {
    t.equal(findRegime(id), undefined, id)
  }
  t.end()
})

t.test('the county answers in 5 working days, at most 10 in total; Order 711 in 20, at most 40', (t) => {
  t.equal(county.limit.base.value, 5)
  t.equal(county.limit.extendedTotal.value, 10)
  t.equal(county.limit.approvingDuty.value, 'head')
  t.match(county.limit.base, { article: '12.1', tier: 'normative_document', act: countyAct.name })
  t.equal(national.limit.base.value, 20)
  t.equal(national.limit.extendedTotal.value, 40)
  t.equal(national.limit.approvingDuty.value, 'disclosure_office')
  t.end()
})

t.test('what the county overrides keeps the setting of the parent beside it', (t) => {
  t.equal(county.limit.base.overrides, national.limit.base)
  t.equal(county.limit.approvingDuty.overrides?.value, 'disclosure_office')
  t.equal(county.form.citizen.request.purpose.overrides?.value, 'not_asked')
  t.equal(national.limit.base.overrides, undefined)
  t.end()
})

t.test('the county takes clocks, receipt, closing, asking and remedies from its parent', (t) => {
  for (const part of ['startRule', 'closing', 'receipt', 'clarification', 'consultation', 'remedies'] as const) {
    t.same(county[part], national[part], part)
  }
  t.equal(county.limit.extensions, national.limit.extensions)
  t.equal(county.limit.dueHour.value, null)
  t.equal(county.clarification.limit.value, 7)
  t.equal(county.clarification.clock.value, 'restart')
  t.end()
})

t.test('silence of a third party leaves the decision to the body, silence of another body is agreement', (t) => {
  t.equal(national.consultation.thirdParty.limit.value, 15)
  t.equal(national.consultation.thirdParty.silence.value, 'body_decides')
  t.equal(national.consultation.otherBody.limit.value, 15)
  t.equal(national.consultation.otherBody.silence.value, 'agreement')
  t.equal(national.consultation.thirdParty.clock.value, 'pause')
  t.end()
})

t.test('an online receipt confirms itself, a fax is confirmed by the clerk (art. 31)', (t) => {
  t.same(national.receipt.online.value, { day: 'confirmed', confirmation: 'automatic' })
  t.same(national.receipt.fax.value, { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 1 })
  t.same(national.receipt.ordinary_letter.value, { day: 'confirmed', confirmation: 'by_clerk', confirmWithin: 0 })
  t.same(national.receipt.in_person.value, { day: 'submitted', confirmation: 'not_needed' })
  t.same(Object.keys(national.receipt).toSorted(),
    ['email', 'fax', 'in_person', 'letter', 'online', 'ordinary_letter', 'other', 'spoken', 'telegram', 'telephone'])
  t.end()
})

t.test('online counts when made available, post when handed over, direct when signed', (t) => {
  t.equal(national.closing.online.value, 'made_available')
  t.equal(national.closing.post.value, 'handed_over')
  t.equal(national.closing.direct.value, 'signed')
  t.end()
})

t.test('every setting cites its article and tier, or is named our choice with its reason', (t) => {
  for (const regime of regimes) {
    const found = settingsOf(regime)
    t.ok(found.length > 60, `${regime.id} has its settings`)
    for (const [path, setting] of found) {
      const { tier, article, act, ourChoice } = setting
      const where = `${regime.id}${path}`
      if (tier === 'our_choice') {
        const { zh, en } = ourChoice as Bilingual
        t.match(en, /^(?:[A-Z]|§).+\.$/, `${where} says why`)
        t.match(zh, /\p{Script=Han}.*。$/u, `${where} says why in both languages`)
        t.equal(article, undefined, `${where} claims no article`)
      } else {
        for (const language of ['zh-CN', 'en'] as const) {
          t.ok(citationText(setting as Parameters<typeof citationText>[0], language), `${where} cites an article that can be written out`)
        }
        t.ok((act as { zh: string, en: string }).zh && (act as { en: string }).en, `${where} names its act`)
      }
    }
  }
  t.end()
})

t.test('every ground has an article, a remedy of its regime and, in China, a row of the report', (t) => {
  for (const regime of regimes) {
    for (const [code, ground] of Object.entries(regime.grounds)) {
      t.equal(ground.code, code)
      t.match(code, /^[a-z]+(_[a-z]+)*$/)
      t.ok(groundText(ground, 'zh-CN').article.startsWith('《'), `${regime.id} ${code} cites its article`)
      t.ok(ground.name.zh && ground.name.en, `${code} has both names`)
      t.ok(regime.remedies[ground.remedy], `${code} has a remedy`)
      if (['order_711', 'county'].includes(regime.id)) t.match(ground.reportRow, /^3\.[1-6](\.\d)?$/, `${code} has a row`)
      else t.equal(ground.reportRow, undefined, `${code} is counted in no Chinese report`)
    }
  }
  t.end()
})

t.test('every row of table 3 that answers with a ground has a ground', (t) => {
  const rows = new Set(Object.values(national.grounds).map((ground) => ground.reportRow))
  const expected = [['3.3', 8], ['3.4', 3], ['3.5', 5], ['3.6', 3]] as const
  for (const [block, count] of expected) {
    for (let row = 1; row <= count; row++) t.ok(rows.has(`${block}.${row}` as never), `${block}.${row}`)
  }
  t.end()
})

t.test('refusals under articles 14 to 16 go to reconsideration first, other answers need not', (t) => {
  for (const ground of Object.values(national.grounds)) {
    const first = ['14', '15', '16.1', '16.2'].includes(ground.article)
    t.equal(ground.remedy, first ? 'reconsideration_first' : 'reconsideration_or_suit', ground.code)
  }
  for (const ground of Object.values(county.grounds)) {
    if (ground.article.startsWith('6(')) t.equal(ground.remedy, 'reconsideration_first', ground.code)
  }
  t.end()
})

t.test('reconsideration comes first only since 2024-01-01', (t) => {
  const on = (day: string) => remedyOn(county, 'reconsideration_first', day as Day).text.zh
  t.match(on('2024-01-01'), /应当先申请行政复议/)
  t.match(on('2023-12-31'), /6个月内/)
  t.match(remedyOn(county, 'reconsideration_or_suit', '2026-01-01' as Day).text.en, /six months/)
  t.end()
})

t.test('the six exemptions of the county stand on its article 6, each under a ground of Order 711', (t) => {
  const expected = [
    ['state_secret', 'state_secret', '14', '3.3.1'],
    ['trade_secret', 'trade_secret', '15', '3.3.4'],
    ['privacy', 'privacy', '15', '3.3.4'],
    ['under_investigation', 'process_information', '16.2', '3.3.6'],
    ['enforcement_or_life', 'enforcement_file', '16.2', '3.3.7'],
    ['other_law', 'law_forbids', '14', '3.3.2'],
  ] as const
  for (const [index, [code, parent, article, row]] of expected.entries()) {
    t.match(county.grounds[code],
      { article: `6(${index + 1})`, family: 'withheld', reportRow: row, parent: { code: parent, article } })
  }
  t.equal(county.grounds['internal_affairs'], national.grounds['internal_affairs'], 'and the rest is inherited')
  t.end()
})

t.test('grounds say what they need: a search, a classification, a named law, a later review', (t) => {
  const needing = (need: 'needsSearch' | 'needsClassification' | 'needsLaw' | 'temporary') =>
    Object.values(county.grounds).filter((ground) => ground[need]).map((ground) => ground.code).toSorted()
  t.same(needing('needsSearch'), ['needs_creation', 'not_held'])
  t.same(needing('needsClassification'), ['state_secret'])
  t.same(needing('needsLaw'), ['law_forbids', 'other_law'])
  t.same(needing('temporary'), ['under_investigation'])
  t.end()
})

t.test('the county asks a citizen for sex, birth date, address and purpose; Order 711 must not', (t) => {
  const schema = formSchema(county, 'citizen')
  t.same(schema.required.toSorted(), ['applicant', 'description', 'purpose'])
  t.same(schema.properties.applicant.required.toSorted(),
    ['address', 'birthDate', 'idNumber', 'kind', 'name', 'sex'])
  t.same(schema.properties.applicant.anyOf, [{ required: ['phone'] }, { required: ['email'] }])

  const plain = formSchema(national, 'citizen')
  t.same(plain.required.toSorted(), ['applicant', 'description'])
  t.same(plain.properties.applicant.required.toSorted(), ['idNumber', 'kind', 'name'])
  for (const unasked of ['sex', 'birthDate']) t.notOk(unasked in plain.properties.applicant.properties, unasked)
  t.notOk('purpose' in plain.properties)
  t.end()
})

t.test('the county asks an organisation for its representative, a foreigner for nationality and passport', (t) => {
  t.same(formSchema(county, 'organisation').properties.applicant.required.toSorted(),
    ['address', 'creditCode', 'kind', 'name', 'representativeBirthMonth', 'representativeName', 'representativeSex'])
  t.same(formSchema(county, 'foreigner').properties.applicant.required.toSorted(),
    ['kind', 'name', 'nationality', 'passportNumber'])
  t.end()
})

t.test('the law of a request is the regime of its version and the calendar that it names', (t) => {
  const { regime, calendar } = lawOf({ regimeVersion: 'county@1', calendarId: 'CN' })
  t.equal(regime, county)
  t.match(calendar, { id: 'CN', version: /^CN-/ })
  t.throws(() => lawOf({ regimeVersion: 'county@2', calendarId: 'CN' }), /There is no regime county@2/)
  t.throws(() => lawOf({ regimeVersion: 'county@1', calendarId: 'XX' }), /There is no calendar XX/)
  t.end()
})

t.test('a regime is frozen to its depth', (t) => {
  const writable = county as { limit: { base: { value: number } }, grounds: Record<string, unknown> }
  t.throws(() => { writable.limit.base.value = 500 }, TypeError)
  t.throws(() => { writable.grounds['whim'] = {} }, TypeError)
  t.equal(findRegime('county')?.limit.base.value, 5)
  t.end()
})

t.test('a local ground must fall under a ground that its parent has', (t) => {
  const whim = { act: countyAct.name, article: '6', tier: countyAct.tier, name: { zh: '任意', en: 'whim' } }
  t.throws(() => inherit({ ...countyRule, grounds: { whim } }, national), /whim/)
  t.end()
})

t.test('articles are written out in both languages', (t) => {
  t.equal(articleText('33.2', 'zh-CN'), '第三十三条第二款')
  t.equal(articleText('33.2', 'en'), 'Article 33, paragraph 2')
  t.equal(articleText('20, 23.1(4)', 'zh-CN'), '第二十条、第二十三条第一款第（四）项')
  t.equal(articleText('10', 'zh-CN'), '第十条')
  t.equal(articleText('11(12)', 'zh-CN'), '第十一条第（十二）项')
  t.equal(citationText({ act: countyAct.name, article: '6(1)' }, 'zh-CN'), '《政务信息公开实施细则》第六条第（一）项')
  for (const wrong of ['', '0', '6()', '6(一)', '33.', '6(1)x', '1,2']) {
    t.throws(() => articleText(wrong, 'zh-CN'), /is not an article/, wrong)
  }
  t.end()
})
