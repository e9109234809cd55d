import { calculateWorkingDays, type WorkingDaysInput } from '@lightwell/calendar/working-days'
import t from 'tap'

// What the public test suites of other request systems expect, as far as it is a count of days. Only the facts stand
// here: the start, the count, the day. Each row gives the question that says the same here; where another day is right
// by law, `byLaw` asks it as the law has it and says why.

type Question = Partial<WorkingDaysInput>
type Row = {
  readonly says: string
  readonly start: string
  readonly n: number
  readonly as?: Question
  readonly due: string
  readonly byLaw?: Question & { readonly due: string, readonly because: string }
}

const england = { calendar: 'GB-EAW' }
const kingdom = { calendar: 'UK' }
const days = { unit: 'calendar_days' } as const
const months = { unit: 'months', roll: 'forward' } as const
const anyPart = 'a bank holiday in any part of the United Kingdom is no working day (FOIA s. 10(6)), and the test knows fewer of them'

// ministryofjustice/correspondence_tool_staff: spec/services/deadline_calculator, spec/services/data_request_calculator,
// spec/models/case. The first working day after receipt is day 1.
const ministryOfJustice: readonly Row[] = [
  { says: 'escalation, 3 days', start: '2017-05-18', n: 3, as: kingdom, due: '2017-05-23' },
  { says: 'final, 20 days over a bank holiday', start: '2017-05-18', n: 20, as: kingdom, due: '2017-06-16' },
  { says: 'extended by 10', start: '2017-05-18', n: 30, as: kingdom, due: '2017-06-30' },
  { says: 'internal, 10 days', start: '2017-05-18', n: 10, as: kingdom, due: '2017-06-02' },
  { says: 'a unit’s 20 days, the day given being day 1', start: '2017-05-18', n: 20, as: { ...kingdom, startRule: 'inclusive' }, due: '2017-06-15' },
  { says: 'a unit’s 10 days, the day given being day 1', start: '2017-05-18', n: 10, as: { ...kingdom, startRule: 'inclusive' }, due: '2017-06-01' },
  { says: 'days taken, both ends counted: 4', start: '2017-05-18', n: 4, as: { ...kingdom, startRule: 'inclusive' }, due: '2017-05-23' },
  { says: 'the same day counts as 1 taken', start: '2017-05-18', n: 1, as: { ...kingdom, startRule: 'inclusive' }, due: '2017-05-18' },
  { says: 'received on a Saturday, 3 days', start: '2021-07-03', n: 3, as: kingdom, due: '2021-07-07' },
  { says: 'received on a Saturday before a bank holiday, 3 days', start: '2021-05-01', n: 3, as: kingdom, due: '2021-05-06' },
  { says: 'over the Scottish holiday of 30 November, 3 days', start: '2023-11-27', n: 3, as: kingdom, due: '2023-12-01' },
  {
    says: 'received on a Saturday, 20 days', start: '2021-07-03', n: 20, as: england, due: '2021-07-30',
    byLaw: { ...kingdom, due: '2021-08-03', because: `${anyPart}: 12 July and 2 August` },
  },
  { says: 'received on a Saturday, 20 days over two bank holidays', start: '2021-05-01', n: 20, as: kingdom, due: '2021-06-01' },
  { says: 'over 30 November and Christmas, 20 days', start: '2023-11-27', n: 20, as: kingdom, due: '2023-12-28' },
  {
    says: 'received on a Saturday, 10 days', start: '2021-07-03', n: 10, as: england, due: '2021-07-16',
    byLaw: { ...kingdom, due: '2021-07-19', because: `${anyPart}: 12 July` },
  },
  { says: 'received on a Saturday before a bank holiday, 10 days', start: '2021-05-01', n: 10, as: kingdom, due: '2021-05-17' },
  { says: 'over the Scottish holiday, 10 days', start: '2023-11-27', n: 10, as: kingdom, due: '2023-12-12' },
  { says: '10 days before, all holidays', start: '2023-12-04', n: -10, as: kingdom, due: '2023-11-17' },
  { says: '10 days after, all holidays', start: '2023-11-17', n: 10, as: kingdom, due: '2023-12-04' },
  { says: '10 days before, those of England only', start: '2023-12-04', n: -10, as: england, due: '2023-11-20' },
  { says: 'internal day, 20 days before the final one', start: '2023-12-22', n: -20, as: kingdom, due: '2023-11-23' },
  {
    says: 'received on 1 December, final', start: '2017-12-01', n: 20, as: england, due: '2018-01-03',
    byLaw: { ...kingdom, due: '2018-01-04', because: `${anyPart}: 2 January` },
  },
  { says: 'received on 1 December, internal', start: '2017-12-01', n: 10, as: kingdom, due: '2017-12-15' },
  { says: 'received on 1 December, escalation', start: '2017-12-01', n: 3, as: kingdom, due: '2017-12-06' },
  {
    says: 'received on 23 November, final', start: '2017-11-23', n: 20, as: england, due: '2017-12-21',
    byLaw: { ...kingdom, due: '2017-12-22', because: `${anyPart}: 30 November` },
  },
  {
    says: 'received on 23 November, internal', start: '2017-11-23', n: 10, as: england, due: '2017-12-07',
    byLaw: { ...kingdom, due: '2017-12-08', because: `${anyPart}: 30 November` },
  },
  { says: 'extended by 15 calendar days', start: '2018-01-03', n: 15, as: days, due: '2018-01-18' },
  { says: 'internal, 10 calendar days', start: '2018-06-25', n: 10, as: days, due: '2018-07-05' },
  { says: '10 calendar days of a unit', start: '2018-06-14', n: 10, as: days, due: '2018-06-24' },
  { says: '30 calendar days of a unit', start: '2018-06-14', n: 30, as: days, due: '2018-07-14' },
  { says: '5 calendar days before', start: '2017-05-23', n: -5, as: days, due: '2017-05-18' },
  { says: '5 calendar days after', start: '2017-05-18', n: 5, as: days, due: '2017-05-23' },
  { says: 'data of a prison, 5 calendar days', start: '2025-01-20T12:00:00Z', n: 5, as: { ...days, zone: 'Europe/London' }, due: '2025-01-25' },
  { says: 'data of several bodies, 20 calendar days', start: '2025-01-20', n: 20, as: days, due: '2025-02-09' },
  { says: 'one month, to a Sunday', start: '2019-09-27', n: 1, as: { ...months, ...england }, due: '2019-10-28' },
  { says: 'one month, to a bank holiday', start: '2019-04-06', n: 1, as: { ...months, ...england }, due: '2019-05-07' },
  { says: 'one month, extended by one', start: '2019-08-27', n: 2, as: { ...months, ...england }, due: '2019-10-28' },
  { says: 'one month, extended by two, over Christmas', start: '2019-09-26', n: 3, as: { ...months, ...england }, due: '2019-12-27' },
]

const lawOf2015 = { ...kingdom, because: 'the test holds no holidays of 2015: 1 and 2 January are such' }

// mysociety/alaveteli: spec/models/holiday_spec.rb, spec/models/info_request_spec.rb.
const alaveteli: readonly Row[] = [
  { says: 'no holidays', start: '2008-10-01', n: 20, as: kingdom, due: '2008-10-29' },
  { says: 'no leap year', start: '2007-02-01', n: 20, as: kingdom, due: '2007-03-01' },
  { says: 'a leap year', start: '2008-02-01', n: 20, as: kingdom, due: '2008-02-29' },
  { says: 'from a Thursday', start: '2009-03-12', n: 20, as: kingdom, due: '2009-04-14' },
  { says: 'from a Friday', start: '2009-03-13', n: 20, as: kingdom, due: '2009-04-15' },
  { says: 'from a Saturday, as from the Friday', start: '2009-03-14', n: 20, as: kingdom, due: '2009-04-15' },
  { says: 'from a Sunday, as from the Friday', start: '2009-03-15', n: 20, as: kingdom, due: '2009-04-15' },
  { says: 'from a Monday', start: '2009-03-16', n: 20, as: kingdom, due: '2009-04-16' },
  { says: 'from an instant', start: '2009-03-16T12:00:00Z', n: 20, as: { ...kingdom, zone: 'Europe/London' }, due: '2009-04-16' },
  { says: '20 calendar days', start: '2008-10-01', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-10-21' },
  { says: '20 calendar days to a Friday', start: '2008-10-04', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-10-24' },
  { says: '20 calendar days to a Saturday', start: '2008-10-05', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-10-27' },
  { says: '20 calendar days to a Sunday', start: '2008-10-06', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-10-27' },
  { says: '20 calendar days to a Monday', start: '2008-10-07', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-10-27' },
  { says: 'to the day before a holiday', start: '2008-12-04', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-12-24' },
  { says: 'to a holiday', start: '2008-12-05', n: 20, as: { ...days, ...kingdom, roll: 'forward' }, due: '2008-12-29' },
  { says: '20 calendar days from an instant', start: '2009-03-17T12:00:00Z', n: 20, as: { ...days, ...kingdom, roll: 'forward', zone: 'Europe/London' }, due: '2009-04-06' },
  { says: 'due after 20', start: '2007-10-14', n: 20, as: kingdom, due: '2007-11-09' },
  { says: 'very late after 40, over 30 November', start: '2007-10-14', n: 40, as: kingdom, due: '2007-12-10' },
  { says: 'sent a minute before midnight in Sydney', start: '2007-10-14T23:59:00+10:00', n: 20, as: { ...kingdom, zone: 'Australia/Sydney' }, due: '2007-11-09' },
  {
    says: 'sent a minute before midnight by UTC', start: '2007-10-14T23:59:00Z', n: 20, as: { ...kingdom, zone: 'UTC' }, due: '2007-11-09',
    byLaw: { ...kingdom, zone: 'Europe/London', due: '2007-11-12', because: 'in London it was past midnight, in summer time' },
  },
  { says: 'from the last day of 2014', start: '2014-12-31', n: 20, due: '2015-01-28', byLaw: { ...lawOf2015, due: '2015-01-30' } },
  { says: 'very late from the last day of 2014', start: '2014-12-31', n: 40, due: '2015-02-25', byLaw: { ...lawOf2015, due: '2015-02-27' } },
]

// okfde/froide: froide/helper/tests/test_misc.py. It tells the first day after the period; the last day of it stands here.
const later = 'the period ends on the day that bears the number of the day of receipt (BGB § 187(1), § 188(2)); froide takes that of the day after'
const north = { ...months, startRule: 'snap', calendar: 'DE-NW' } as const
const froide: readonly Row[] = [
  { says: 'fifteen months, to a Saturday', start: '2014-10-30', n: 15, as: north, due: '2016-02-01' },
  { says: 'one month to the end of February', start: '2014-01-30', n: 1, as: north, due: '2014-02-28' },
  { says: 'received before Easter', start: '2014-04-17T15:00:00+02:00', n: 1, as: { ...north, zone: 'Europe/Berlin' }, due: '2014-05-19' },
  { says: 'due at Easter', start: '2014-03-18', n: 1, as: north, due: '2014-04-22' },
  {
    says: 'one month within a year', start: '2014-11-11', n: 1, as: north, due: '2014-12-11',
    byLaw: { ...north, start: '2014-11-10', due: '2014-12-10', because: `received on 10 November: ${later}` },
  },
  {
    says: 'received after 22:00 before Easter, so on the Tuesday after it', start: '2014-04-23', n: 1, as: north, due: '2014-05-23',
    byLaw: { ...north, start: '2014-04-18', due: '2014-05-22', because: `received, for the law, on Tuesday 22 April: ${later}` },
  },
]

// MuckRock/muckrock: muckrock/business_days/tests.py. Its calendar of holidays is one of the test alone.
const november = { holidays: ['2010-11-11', '2010-11-25'] }
const muckrock: readonly Row[] = [
  { says: '30 business days over two holidays', start: '2010-11-01', n: 30, as: november, due: '2010-12-15' },
  { says: 'the same by the federal calendar', start: '2010-11-01', n: 30, as: { calendar: 'US' }, due: '2010-12-15' },
  { says: '30 business days between, backwards', start: '2010-12-15', n: -30, as: { calendar: 'US' }, due: '2010-11-01' },
  { says: '30 calendar days', start: '2010-11-01', n: 30, as: days, due: '2010-12-01' },
  { says: '30 calendar days between, backwards', start: '2010-12-01', n: -30, as: days, due: '2010-11-01' },
  { says: '4 July is no business day', start: '2011-07-04', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2011-07-05' },
  { says: '5 July is one', start: '2011-07-05', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2011-07-05' },
  { says: 'a Sunday is none', start: '2011-07-10', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2011-07-11' },
  { says: 'New Year’s Day is a holiday', start: '2010-01-01', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2010-01-04' },
  { says: '1 February is none', start: '2010-02-01', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2010-02-01' },
  { says: 'the third Monday in January is one', start: '2010-01-18', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2010-01-19' },
  { says: '18 February is none', start: '2010-02-18', n: 0, as: { calendar: 'US', startRule: 'snap' }, due: '2010-02-18' },
  {
    says: 'Good Friday is one', start: '2010-04-02', n: 0, as: { holidays: ['2010-04-02'], startRule: 'snap' }, due: '2010-04-05',
    byLaw: { calendar: 'US', startRule: 'snap', due: '2010-04-02', because: 'the federal law knows no Good Friday (5 U.S.C. 6103); states do' },
  },
]

function due (row: Row, asked: Question | undefined): string {
  const input = { unit: 'working_days' as const, start: row.start, n: row.n, ...asked }
  const result = calculateWorkingDays(input)
  if ('faults' in result) throw new Error(`${row.says}: ${JSON.stringify(result.faults)}`)
  return result.answer.due
}

function agree (name: string, rows: readonly Row[]): void {
  t.test(`every count that ${name} tests comes to the same day here, or to another for a reason in law`, async (t) => {
    for (const row of rows) {
      t.equal(due(row, row.as), row.due, `${row.says}: ${row.start} and ${row.n}`)
      if (row.byLaw === undefined) continue
      const { due: lawful, because, ...asked } = row.byLaw
      t.equal(due(row, asked), lawful, `${row.says}: ${because}`)
      t.ok(lawful !== row.due || asked.start !== undefined, 'a reason is given only where there is something to explain')
    }
  })
}

agree('the Ministry of Justice', ministryOfJustice)
agree('alaveteli', alaveteli)
agree('froide', froide)
agree('MuckRock', muckrock)
