import fc from 'fast-check'
import t from 'tap'
import { calendarNamed } from '@lightwell/calendar/calendars'
import { addDays, type Day } from '@lightwell/calendar/day'
import { findRegime } from '@lightwell/regimes/regimes'
import type { Regime } from '@lightwell/regimes/regime'
import { dayConfirmed, dayOfArrival, receiptOf, toldDay, type Arrived } from '../../../../services/intake/rules/receipt.ts'
import { receiptFaults, type Entry } from '../../../../services/intake/rules/receipt-faults.ts'

const today = '2026-03-10' as Day
const regime = findRegime('order_711') as Regime
const calendar = calendarNamed('CN')
const day = (text: string): Day => text as Day

function receipt (told: Arrived) {
  return receiptOf(told, { regime, calendar, today })
}

function faultsOf (body: object, entry: Entry = 'clerk'): string[] {
  return receiptFaults(body, { entry, today, regime }).map(({ pointer, code }) => `${pointer} ${code}`)
}

t.test('after the hour at which a law closes, and on a day off, what comes by itself is received the next working day', async (t) => {
  const closing = findRegime('bc_foippa') as Regime
  const arrival = (channel: Arrived['channel'], at: string, law: Regime = closing) =>
    dayOfArrival({ channel, at: new Date(at) }, { regime: law, calendar: calendarNamed('CA-BC'), zone: 'America/Vancouver' })
  const cases: [string, string, string][] = [
    ['2026-03-06T16:29:59-08:00', '2026-03-06', 'a second before half past four'],
    ['2026-03-06T16:30:00-08:00', '2026-03-09', 'from half past four on, on a Friday'],
    ['2026-03-07T09:00:00-08:00', '2026-03-09', 'on a Saturday morning'],
    ['2026-03-08T23:59:59-07:00', '2026-03-09', 'on the Sunday on which the clocks change'],
    ['2026-03-09T16:29:00-07:00', '2026-03-09', 'the hour is that of the wall'],
    ['2026-03-09T16:30:00-07:00', '2026-03-10', 'in summer time too'],
    ['2026-06-30T17:00:00-07:00', '2026-07-02', 'before a holiday'],
    ['2026-07-01T08:00:00-07:00', '2026-07-02', 'on a holiday'],
    ['2026-12-31T17:00:00-08:00', '2027-01-04', 'over New Year'],
  ]
  for (const [at, receivedOn, why] of cases) {
    for (const channel of ['online', 'email'] as const) t.equal(arrival(channel, at), receivedOn, `${channel}: ${why}`)
    for (const channel of ['in_person', 'letter', 'fax'] as const) t.equal(arrival(channel, at), at.slice(0, 10), `${channel} is taken in by somebody`)
    t.equal(arrival('online', at, regime), at.slice(0, 10), 'a law without an hour knows none')
  }
})

t.test('a filing tells its day of receipt, or else of arrival; one that tells neither is of today', async (t) => {
  t.equal(toldDay({ receivedOn: '2026-03-05', arrivedOn: '2026-03-04' }, today), '2026-03-05')
  t.equal(toldDay({ arrivedOn: '2026-03-04' }, today), '2026-03-04')
  for (const body of [{}, null, 7, { receivedOn: 'soon' }, { receivedOn: '2026-02-30' }]) t.equal(toldDay(body, today), today)
})

t.test('online a request is received, confirmed and dated as it is sent', async (t) => {
  t.same(receipt({ channel: 'online' }), {
    receivedOn: today, arrivedOn: null, signedFor: null, appliedOn: today, confirmBy: null, confirmedOn: null,
  })
})

t.test('a letter counts from the day somebody signed for it, whatever day it is entered on', async (t) => {
  t.match(receipt({ channel: 'letter', receivedOn: day('2026-03-07') }), { receivedOn: '2026-03-07', signedFor: true, confirmBy: null })
  t.match(receipt({ channel: 'letter', arrivedOn: day('2026-03-07') }), { receivedOn: '2026-03-07', arrivedOn: '2026-03-07' })
  for (const channel of ['in_person', 'telegram', 'telephone', 'spoken', 'other'] as const) {
    t.match(receipt({ channel }), { receivedOn: today, confirmBy: null, signedFor: null, appliedOn: null }, channel)
  }
})

t.test('an ordinary letter has to be confirmed on the day it arrives, so that day it is', async (t) => {
  const letter = { channel: 'letter', signedFor: false, arrivedOn: day('2026-03-07') } as const
  t.match(receipt(letter), { receivedOn: '2026-03-07', confirmBy: '2026-03-07', confirmedOn: null, signedFor: false })
  t.match(receipt({ ...letter, confirmedOn: day('2026-03-10') }), { receivedOn: '2026-03-07', confirmedOn: '2026-03-10' })
})

t.test('a fax or an e-mail has to be confirmed within a working day; without a word that day is the receipt', async (t) => {
  for (const channel of ['fax', 'email'] as const) {
    t.match(receipt({ channel }), { receivedOn: '2026-03-11', arrivedOn: today, confirmBy: '2026-03-11', confirmedOn: null },
      'its day of receipt may be one to come')
    t.match(receipt({ channel, arrivedOn: day('2026-03-06') }), { receivedOn: '2026-03-09', confirmBy: '2026-03-09' }, 'over the weekend')
    t.match(receipt({ channel, arrivedOn: day('2026-03-06'), confirmedOn: day('2026-03-07') }), { receivedOn: '2026-03-07' })
    t.match(receipt({ channel, receivedOn: day('2026-03-05') }), { receivedOn: '2026-03-05', confirmedOn: '2026-03-05' },
      'who states the day of receipt states that it was confirmed')
  }
})

t.test('silence or lateness of the agency never postpones the day', async (t) => {
  const days = fc.integer({ min: 0, max: 400 })
  const channels = fc.constantFrom<Arrived['channel']>('fax', 'email', 'letter')
  fc.assert(fc.property(channels, days, fc.option(days), (channel, ago, later) => {
    const arrivedOn = addDays(today, -ago)
    const told = { channel, arrivedOn, ...channel === 'letter' && { signedFor: false } }
    const silent = receipt(told)
    const confirmed = later === null ? silent : receipt({ ...told, confirmedOn: addDays(arrivedOn, later) })
    return silent.receivedOn === silent.confirmBy && confirmed.receivedOn <= silent.receivedOn && confirmed.receivedOn >= arrivedOn
  }))
  t.equal(dayConfirmed(null, today), today)
})

t.test('only a clerk tells how and when it came, and only what fits together', async (t) => {
  const told = { channel: 'fax', receivedOn: today, arrivedOn: today, confirmedOn: today, appliedOn: today, signedFor: true }
  t.same(faultsOf(told, 'own'), [
    '/channel online_only', '/receivedOn clerk_only', '/arrivedOn clerk_only', '/confirmedOn clerk_only', '/appliedOn clerk_only',
    '/signedFor clerk_only',
  ])
  t.same(faultsOf({}, 'own'), [])
  const tomorrow = '2026-03-11'
  t.same(faultsOf({ channel: 'fax', receivedOn: tomorrow, arrivedOn: tomorrow, confirmedOn: tomorrow, appliedOn: tomorrow }), [
    '/receivedOn in_the_future', '/arrivedOn in_the_future', '/confirmedOn in_the_future', '/appliedOn in_the_future',
  ])
  t.same(faultsOf({ channel: 'fax', arrivedOn: '2026-03-06', confirmedOn: '2026-03-05' }), ['/confirmedOn confirmed_before_arrival'])
  t.same(faultsOf({ channel: 'fax', arrivedOn: '2026-03-06', receivedOn: '2026-03-05' }), ['/receivedOn confirmed_before_arrival'])
  t.same(faultsOf({ channel: 'letter', confirmedOn: '2026-03-05' }), ['/confirmedOn needs_no_confirmation'])
  t.same(faultsOf({ channel: 'letter', signedFor: false, arrivedOn: '2026-03-05', confirmedOn: '2026-03-05' }), [])
  t.same(faultsOf({ channel: 'spoken', signedFor: true }), ['/signedFor letters_only'])
  t.same(faultsOf({ channel: 'letter', receivedOn: '2026-03-06', arrivedOn: '2026-03-05' }), ['/receivedOn received_after_arrival'])
  t.same(faultsOf({ channel: 'letter', receivedOn: '2026-03-05', appliedOn: '2026-03-06' }), ['/appliedOn applied_after_receipt'])
  t.same(faultsOf({ channel: 'letter', receivedOn: '2026-03-05', appliedOn: '2026-03-05' }), [])
})

t.test('what is brought in from elsewhere may have come by any channel, on any day of the past', async (t) => {
  t.same(faultsOf({ channel: 'online', receivedOn: '2026-01-05' }, 'import'), [])
  t.same(faultsOf({}, 'import'), ['/channel required'])
  t.same(faultsOf({ channel: 'online', receivedOn: '2026-03-11' }, 'import'), ['/receivedOn in_the_future'])
})

t.test('whatever a body is, the rules of receipt break on nothing', async () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom<Entry>('own', 'clerk', 'import'), (body, entry) =>
    Array.isArray(receiptFaults(body, { entry, today, regime }))))
})
