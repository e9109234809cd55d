import t from 'tap'
import { findCalendar } from '@lightwell/calendar/calendars'
import type { Day } from '@lightwell/calendar/day'
import { articleOf } from '@lightwell/regimes/article-of'
import { citationText } from '@lightwell/regimes/article-text'
import { bodyAbove } from '@lightwell/regimes/body-above'
import { formSchema } from '@lightwell/regimes/form-schema'
import { groundText } from '@lightwell/regimes/ground-text'
import { feeByItem, feeByVolume } from '@lightwell/regimes/processing-fee'
import type { Regime } from '@lightwell/regimes/regime'
import { findRegime, regimes } from '@lightwell/regimes/regimes'
import { remediesOf } from '@lightwell/regimes/remedies-of'
import { remedyOn } from '@lightwell/regimes/remedy-on'
import { sourceText } from '@lightwell/regimes/source-text'
import { termDue } from '@lightwell/regimes/term-due'

const foreign = ['uk_foia', 'us_foia', 'foisa', 'ny_foil', 'de_ifg', 'ca_atia', 'bc_foippa']
const law = (id: string): Regime => findRegime(id) as Regime
const today = '2026-03-02' as Day

t.test('eight bodies of law ship, and a county rule under one of them', async (t) => {
  t.same(regimes.map(({ version }) => version).toSorted(), ['county@1', 'order_711@1', ...foreign.map((id) => `${id}@1`)].toSorted())
})

t.test('each law counts by its unit, its limit and its cap', async (t) => {
  const cases: [string, string, number, number, string][] = [
    ['uk_foia', 'working_days', 20, 40, 'UK'],
    ['us_foia', 'working_days', 20, 30, 'US'],
    ['foisa', 'working_days', 20, 20, 'GB-SCT'],
    ['ny_foil', 'working_days', 5, 25, 'US-NY'],
    ['de_ifg', 'months', 1, 1, 'DE'],
    ['ca_atia', 'calendar_days', 30, 60, 'CA'],
    ['bc_foippa', 'working_days', 30, 60, 'CA-BC'],
  ]
  for (const [id, unit, base, most, calendar] of cases) {
    const { limit } = law(id)
    t.same([limit.unit.value, limit.base.value, limit.extendedTotal.value, law(id).calendar.value], [unit, base, most, calendar], id)
    t.ok(findCalendar(calendar), `${calendar} ships`)
  }
})

t.test('only days and months that may end on a day off are moved to a working day', async (t) => {
  for (const { id, limit } of regimes) {
    t.equal(limit.roll.value, ['de_ifg', 'ca_atia'].includes(id) ? 'forward' : 'none', id)
    if (limit.roll.value === 'forward') t.ok('article' in limit.roll, `${id} rolls by an article`)
  }
})

t.test('an extension falls with a notice that came too late, where the law makes it depend on it', async (t) => {
  const must = regimes.filter(({ extension }) => extension.notice.value === 'must_be_served').map(({ id }) => id)
  t.same(must.toSorted(), ['ca_atia', 'ny_foil', 'uk_foia', 'us_foia'])
  t.same(Object.keys(law('us_foia').extension.reasons.value), ['field_facilities', 'voluminous', 'consultation'])
  t.same(Object.keys(law('uk_foia').extension.reasons.value), ['public_interest_test'])
  t.equal(Object.keys(law('ca_atia').extension.reasons.value).length, 3)
})

t.test('a law without an extension names no reason for one', async (t) => {
  for (const { id, limit, extension } of regimes) {
    const extensible = limit.extendedTotal.value > limit.base.value
    t.equal(Object.keys(extension.reasons.value).length > 0, extensible, id)
  }
})

t.test('what waiting does to the clock is the law of each', async (t) => {
  const clocks = foreign.map((id) => {
    const { clarification, consultation, fee } = law(id)
    return [id, clarification.clock.value, consultation.thirdParty.clock.value, fee.clock.value]
  })
  t.same(clocks, [
    ['uk_foia', 'restart', 'runs_on', 'pause'],
    ['us_foia', 'pause', 'runs_on', 'pause'],
    ['foisa', 'restart', 'runs_on', 'pause'],
    ['ny_foil', 'runs_on', 'runs_on', 'runs_on'],
    ['de_ifg', 'restart', 'pause', 'runs_on'],
    ['ca_atia', 'restart', 'runs_on', 'runs_on'],
    ['bc_foippa', 'restart', 'runs_on', 'pause'],
  ])
  t.same(law('uk_foia').partialDays.value, { first: false, last: false }, 'a fees notice is disregarded with both its days')
})

t.test('New York counts anew from the acknowledgement, and by the hour; no other law does either', async (t) => {
  t.same(regimes.flatMap(({ id, limit }) => limit.afterAcknowledgement.value === null ? [] : [[id, limit.afterAcknowledgement.value]]),
    [['ny_foil', 20]])
  t.same(regimes.flatMap(({ id, limit }) => limit.dueHour.value === null ? [] : [[id, limit.dueHour.value]]), [['ny_foil', 17]])
  t.same(regimes.flatMap(({ id, cutOff }) => cutOff.value === null ? [] : [[id, cutOff.value]]), [['bc_foippa', '16:30']])
  for (const setting of [law('ny_foil').limit.dueHour, law('bc_foippa').cutOff]) t.equal(setting.tier, 'our_choice')
})

t.test('a third party is heard for a month in Germany, for twenty days in Canada', async (t) => {
  const heard = (id: string) => [law(id).consultation.thirdParty.limit.value, law(id).consultation.thirdParty.unit.value]
  t.same(heard('de_ifg'), [1, 'months'])
  t.same(heard('ca_atia'), [20, 'calendar_days'])
  t.same(heard('bc_foippa'), [20, 'working_days'])
  t.same(heard('order_711'), [15, 'working_days'])
})

t.test('a form asks for a name, a way to answer and what is wanted, and for no number and no purpose', async (t) => {
  for (const id of foreign) {
    for (const kind of ['citizen', 'organisation', 'foreigner'] as const) {
      const { required, properties } = formSchema(law(id), kind)
      t.same(required, ['applicant', 'description'], `${id} ${kind}`)
      t.same(properties.applicant.required, ['kind', 'name'])
      t.ok(properties.applicant.anyOf.length > 0, 'some way to reach him')
      t.notOk('purpose' in properties)
      for (const unasked of ['idNumber', 'creditCode', 'passportNumber', 'nationality', 'sex', 'birthDate']) {
        t.notOk(unasked in properties.applicant.properties, `${id} ${kind} ${unasked}`)
      }
    }
  }
})

t.test('every law has the grounds that the steps of the counter end with', async (t) => {
  for (const { id, grounds } of regimes) {
    for (const code of ['not_this_body', 'clarification_lapsed', 'fee_unpaid', 'not_held', 'still_unclear']) t.ok(grounds[code], `${id} ${code}`)
    t.ok(grounds['not_held']?.needsSearch)
    t.ok(Object.values(grounds).filter(({ family }) => family === 'withheld').length >= 7, `${id} has exemptions`)
  }
})

t.test('the exemptions of the United Kingdom are ss. 21 to 44, without the certificates of s. 25', async (t) => {
  const sections = Object.values(law('uk_foia').grounds).map(({ article }) => article)
  for (let section = 21; section <= 44; section++) t.equal(sections.includes(`s. ${section}`), section !== 25, `s. ${section}`)
  for (const section of ['s. 22A', 's. 12', 's. 14(1)', 's. 14(2)']) t.ok(sections.includes(section), section)
  t.equal(law('uk_foia').grounds['vexatious']?.family, 'not_handled')
  t.equal(law('uk_foia').grounds['accessible_elsewhere']?.family, 'already_public')
})

t.test('the exemptions of the United States are (b)(1) to (9), the seventh from (A) to (F)', async (t) => {
  const withheld = Object.values(law('us_foia').grounds).filter(({ family }) => family === 'withheld').map(({ article }) => article)
  t.same(withheld, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)(A)', '(7)(B)', '(7)(C)', '(7)(D)', '(7)(E)', '(7)(F)', '(8)', '(9)']
    .map((exemption) => `5 U.S.C. 552(b)${exemption}`))
})

t.test('foreign articles are written as their country cites them, Chinese ones in words', async (t) => {
  const cited = (id: string, code: string, language: 'zh-CN' | 'en') => groundText(law(id).grounds[code]!, language).article
  t.equal(cited('uk_foia', 'vexatious', 'en'), 'Freedom of Information Act 2000 (United Kingdom), s. 14(1)')
  t.equal(cited('uk_foia', 'vexatious', 'zh-CN'), '《英国2000年信息自由法》s. 14(1)')
  t.match(cited('us_foia', 'confidential_source', 'en'), /, 5 U\.S\.C\. 552\(b\)\(7\)\(D\)$/)
  t.match(sourceText(law('de_ifg').limit.base, 'en'), /, § 7 Abs\. 5 Satz 2$/)
  t.match(citationText(law('de_ifg').limit.roll as never, 'en'), /^Bürgerliches Gesetzbuch .*§ 193$/)
  t.equal(articleOf(law('order_711').limit.base, 'zh-CN'), '《中华人民共和国政府信息公开条例》第三十三条第二款')
  t.equal(articleOf(law('uk_foia').cutOff, 'en'), undefined, 'where no text speaks there is no article')
})

t.test('each law names its remedy, and the body above the agency only where it decides', async (t) => {
  const told = (id: string) => remediesOf([{ grounds: [] }, { grounds: ['not_held'] }], law(id), today).map(({ text }) => text.en)
  t.match(told('uk_foia'), [/internal review within 40 working days[^]*Information Commissioner/])
  t.match(told('us_foia'), [/appeal [^]*within 90 days[^]*dispute resolution/])
  t.match(told('foisa'), [/review it within 40 working days[^]*Scottish Information Commissioner/])
  t.match(told('ny_foil'), [/within 30 days[^]*article 78/])
  t.match(told('de_ifg'), [/Widerspruch[^]*one month/])
  t.match(told('ca_atia'), [/Information Commissioner of Canada within 60 days/])
  t.match(told('bc_foippa'), [/within 30 business days/])
  for (const id of foreign) t.equal(bodyAbove(law(id), 'the body above'), undefined, id)
  t.equal(bodyAbove(law('county'), 'the body above'), 'the body above')
  t.throws(() => remedyOn(law('uk_foia'), 'reconsideration_first', today), /uk_foia@1 has no remedy reconsideration_first/)
})

t.test('the window of a remedy opens with the answer, for as long as its paper says', async (t) => {
  const start = { startedOn: today, startedAt: new Date('2026-03-02T09:00:00Z'), zone: 'Europe/London' }
  const until = (id: string) => {
    const { unit, n, roll = 'none' } = law(id).terms.reconsideration!.value
    return termDue({ unit, n: n!, roll }, { ...start, calendar: findCalendar(law(id).calendar.value)! }).dueOn
  }
  t.same(foreign.map((id) => [id, until(id)]), [
    ['uk_foia', '2026-04-30'], ['us_foia', '2026-05-31'], ['foisa', '2026-04-28'], ['ny_foil', '2026-04-01'],
    ['de_ifg', '2026-04-02'], ['ca_atia', '2026-05-01'], ['bc_foippa', '2026-04-15'],
  ])
  for (const { id, remedies, terms } of regimes) {
    for (const { value } of Object.values(remedies)) {
      for (const kind of value.opens ?? []) t.ok(terms[kind]?.value.n, `${id} knows how long ${kind} is`)
    }
  }
})

t.test('where nothing is charged a fee comes to nothing, whatever is asked for', async (t) => {
  for (const { id, fee } of regimes) {
    t.equal(fee.charged.value, id === 'order_711', id)
    if (!foreign.includes(id)) continue
    t.same([feeByItem(fee, 1), feeByItem(fee, 500), feeByVolume(fee, 1), feeByVolume(fee, 100_000)], [0, 0, 0, 0])
  }
})

t.test('only Chinese law asks for the reasons of many requests', async (t) => {
  t.same(regimes.filter(({ excessive }) => excessive.asked.value).map(({ id }) => id), ['order_711', 'county'])
})
