import * as fc from 'fast-check'
import t from 'tap'
import type { Day } from '@lightwell/calendar/day'
import { citing, silent } from '@lightwell/regimes/citation'
import { countyRule as countyAct, order711 as nationalAct } from '@lightwell/regimes/acts'
import { countyRule } from '@lightwell/regimes/county-rule'
import { order711 } from '@lightwell/regimes/order-711'
import type { LocalRegime, RootRegime } from '@lightwell/regimes/regime'
import { findRegime, isInForce, regimeInForce, regimes } from '@lightwell/regimes/regimes'
import { versionAnew, versionInForce, versionsOf, wasInForce, wholeVersions } from '@lightwell/regimes/versions'
import { holds } from '../calendar/holds.ts'

const article = citing(nationalAct)
const local = citing(countyAct)
const day = (text: string) => text as Day

/** A national law that answers in other days from a day on. */
function revised (version: number, inForceFrom: string, base: number): RootRegime {
  return {
    ...order711, version, inForceFrom: article('56', day(inForceFrom)),
    limit: { ...order711.limit, base: article('33.2', base), extendedTotal: article('33.2', base * 2) },
  }
}

/** The county rule, stated anew from a day on. */
function restated (version: number, inForceFrom: string, more: Partial<LocalRegime> = {}): LocalRegime {
  return { ...countyRule, version, inForceFrom: local('19', day(inForceFrom)), ...more }
}

const second = revised(2, '2028-01-01', 15)
const third = revised(3, '2030-07-01', 10)

t.test('the version in force on a day is the last that has begun; before the first of them it is the oldest', async (t) => {
  const versions = wholeVersions([third, order711, second], [])
  const on = (text: string) => versionInForce(versions, 'order_711', day(text))?.version
  t.equal(on('2027-12-31'), 'order_711@1')
  t.equal(on('2028-01-01'), 'order_711@2', 'on its first day it is in force')
  t.equal(on('2030-06-30'), 'order_711@2')
  t.equal(on('2030-07-01'), 'order_711@3')
  t.equal(on('2199-12-31'), 'order_711@3')
  t.equal(on('2019-05-15'), 'order_711@1')
  t.equal(on('2008-05-01'), 'order_711@1', 'no older text ships')
  t.equal(versionInForce(versions, 'order_712', day('2028-01-01')), undefined)
  t.same(versionsOf(versions, 'order_711').map(({ version }) => version), ['order_711@1', 'order_711@2', 'order_711@3'])
})

t.test('what begins anew begins under the version in force then', async (t) => {
  const versions = wholeVersions([order711, second], [])
  t.equal(versionAnew(versions, 'order_711@1', day('2027-12-31')), 'order_711@1')
  t.equal(versionAnew(versions, 'order_711@1', day('2028-01-01')), 'order_711@2')
  t.equal(versionAnew(versions, 'lost@1', day('2028-01-01')), 'lost@1', 'of a law that is lost it stays what it was')
})

t.test('versions are told apart by number, not by the spelling of it', async (t) => {
  const many = wholeVersions(Array.from({ length: 11 }, (_, at) => revised(at + 1, `20${30 + at}-01-01`, at + 1)), [])
  t.equal(versionsOf(many, 'order_711').at(-1)?.version, 'order_711@11')
  t.equal(versionInForce(many, 'order_711', day('2099-01-01'))?.version, 'order_711@11')
})

t.test('a local rule inherits from the version of its parent that is in force when it begins', async (t) => {
  const versions = wholeVersions([order711, second], [countyRule, restated(2, '2028-01-01')])
  const at = (text: string) => versionInForce(versions, 'county', day(text))!
  t.same([at('2027-12-31').version, at('2027-12-31').parent], ['county@1', 'order_711@1'], 'a rule without a day always was')
  t.same([at('2028-01-01').version, at('2028-01-01').parent], ['county@2', 'order_711@2'])
  t.equal(at('2028-01-01').limit.base.value, 5, 'what it names itself stays')
  t.equal(at('2028-01-01').limit.base.overrides?.value, 15, 'over what the parent says now')
  t.equal(versionsOf(versions, 'county')[0]?.limit.base.overrides?.value, 20, 'and the version before says what it said')
})

t.test('a local rule may change between two versions of its parent', async (t) => {
  const shorter = restated(3, '2029-03-01', { limit: { ...countyRule.limit, base: local('12.1', 3) } })
  const versions = wholeVersions([order711, second], [countyRule, restated(2, '2028-01-01'), shorter])
  const county = versionInForce(versions, 'county', day('2029-03-01'))
  t.same([county?.version, county?.parent, county?.limit.base.value], ['county@3', 'order_711@2', 3])
})

t.test('a new version of a parent without one of each rule below it is refused at the start', async (t) => {
  t.throws(() => wholeVersions([order711, second], [countyRule]), /county has no version under order_711@2 from 2028-01-01 on/)
  t.throws(() => wholeVersions([order711, second], [countyRule, restated(2, '2028-06-01')]), /county has no version under order_711@2/)
  t.throws(() => wholeVersions([second], [{ ...countyRule, parent: 'order_712' }]), /county@1 falls under order_712, which is not known/)
})

t.test('a rule without a first day is in force before all that have one', async (t) => {
  const versions = wholeVersions([{ ...order711, inForceFrom: silent(null, { zh: '空缺。', en: 'It is blank.' }) }, second], [])
  t.equal(versionInForce(versions, 'order_711', null)?.version, 'order_711@1')
  t.equal(versionInForce(versions, 'order_711', day('1900-01-01'))?.version, 'order_711@1')
  t.equal(versionInForce(versions, 'order_711', day('2028-01-01'))?.version, 'order_711@2')
})

t.test('a law is in force from its day on, and one that leaves its day blank from that of the law above it on', async (t) => {
  const version = (id: string) => findRegime(id)!
  t.notOk(isInForce(version('order_711'), day('2019-05-14')))
  t.ok(isInForce(version('order_711'), day('2019-05-15')))
  t.notOk(isInForce(version('county'), day('2019-05-14')))
  t.ok(isInForce(version('county'), day('2019-05-15')))
  const versions = wholeVersions([order711, second], [countyRule, restated(2, '2028-01-01')])
  t.notOk(wasInForce(versions, versionsOf(versions, 'county')[1]!, day('2027-12-31')))
})

t.test('on every day each law that ships has one version in force, and its name finds the same', async (t) => {
  const ids = [...new Set(regimes.map(({ id }) => id))]
  const anyDay = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => day(date.toISOString().slice(0, 10)))
  holds(t, fc.property(anyDay, fc.constantFrom(...ids), (on, id) => {
    const regime = regimeInForce(id, on)
    return regime !== undefined && regime.id === id && findRegime(regime.version) === regime
  }), 500)
  t.equal(regimeInForce('order-711', day('2026-01-01')), undefined)
  t.equal(regimeInForce('county@1', day('2026-01-01')), undefined, 'a version is not an id')
})

t.test('versions that ship are frozen', async (t) => {
  t.ok(Object.isFrozen(regimes))
  t.ok(regimes.every((regime) => Object.isFrozen(regime) && Object.isFrozen(regime.limit.base)))
})
