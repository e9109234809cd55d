import { addDays, weekdayOf } from '@lightwell/calendar/day'
import type { ForeignCalendar, ForeignHoliday } from './foreign-calendar.ts'
import { dayOfYear, libraryDays } from './library-days.ts'

// Both Interpretation Acts name more days than an employer has to give, which is what the library lists, and none in
// lieu of those that fall on a Saturday or Sunday; only of Canada Day the Holidays Act says that it moves.

/** The holidays of the Interpretation Acts of Canada and of British Columbia. */
export const canada: readonly ForeignCalendar[] = [
  {
    id: 'CA', title: { zh: '加拿大联邦工作日历', en: 'Working days of the Government of Canada' },
    basis: {
      zh: '加拿大《解释法》（R.S.C. 1985, c. I-21）第35条“假日”；《假日法》（c. H-5）；不含各省另定之日',
      en: 'Interpretation Act, R.S.C. 1985, c. I-21, s. 35, "holiday", and Holidays Act, c. H-5; without the days that a province adds',
    },
    days: (year) => [...common(year), ...year >= 2021 ? [truthAndReconciliation(year)] : []],
  },
  {
    id: 'CA-BC', title: { zh: '不列颠哥伦比亚省工作日历', en: 'Working days of British Columbia' },
    basis: {
      zh: '不列颠哥伦比亚省《解释法》（R.S.B.C. 1996, c. 238）第29条“假日”',
      en: 'Interpretation Act, R.S.B.C. 1996, c. 238, s. 29, "holiday"',
    },
    days: (year) => [
      ...common(year),
      ...provincial(year),
      dayOfYear(year, '12-26', 'Boxing Day'),
      // By the National Day for Truth and Reconciliation Act of 9 March 2023 (bill 2).
      ...year >= 2023 ? [truthAndReconciliation(year)] : [],
    ],
  },
]

function common (year: number): ForeignHoliday[] {
  const named = ["New Year's Day", 'Good Friday', 'Victoria Day', 'Canada Day', 'Labour Day', 'Thanksgiving', 'Remembrance Day', 'Christmas Day']
  const days = ofBritishColumbia(year).filter(({ name }) => named.includes(name))
  return days.flatMap((holiday) => [holiday, ...after(holiday)])
}

function after ({ day, name }: ForeignHoliday): ForeignHoliday[] {
  if (name === 'Good Friday') return [{ day: addDays(day, 3), name: 'Easter Monday' }]
  if (name === 'Canada Day' && weekdayOf(day) === 7) return [{ day: addDays(day, 1), name: 'Canada Day (substitute day)' }]
  return []
}

// Family Day was first kept in 2013; the library has it in earlier years too.
function provincial (year: number): ForeignHoliday[] {
  return ofBritishColumbia(year).filter(({ name }) => {
    return name === 'British Columbia Day' || name === 'Family Day' && year >= 2013
  })
}

function ofBritishColumbia (year: number): ForeignHoliday[] {
  return libraryDays('CA-BC', year, ['public'])
}

function truthAndReconciliation (year: number): ForeignHoliday {
  return dayOfYear(year, '09-30', 'National Day for Truth and Reconciliation')
}
