import type { Day } from '@lightwell/calendar/day'
import type { ForeignCalendar, ForeignHoliday } from './foreign-calendar.ts'
import { libraryDays } from './library-days.ts'

const act = {
  zh: '1971年《银行业与金融交易法》附表一及皇家公告所定银行假日，以及圣诞节、耶稣受难日',
  en: 'Bank holidays under the Banking and Financial Dealings Act 1971 (schedule 1 and royal proclamations), with Christmas Day and Good Friday',
}

/** The bank holidays of the parts of the United Kingdom, and of all of them together. */
export const unitedKingdom: readonly ForeignCalendar[] = [
  {
    id: 'GB-EAW', title: { zh: '英格兰和威尔士工作日历', en: 'Working days in England and Wales' }, basis: act,
    days: (year) => partDays('GB-ENG', year),
  },
  {
    id: 'GB-NIR', title: { zh: '北爱尔兰工作日历', en: 'Working days in Northern Ireland' }, basis: act,
    days: (year) => partDays('GB-NIR', year),
  },
  {
    id: 'GB-SCT', title: { zh: '苏格兰工作日历', en: 'Working days in Scotland' }, basis: act,
    days: (year) => partDays('GB-SCT', year),
  },
  {
    id: 'UK',
    title: { zh: '英国信息自由法工作日历', en: 'Working days of the Freedom of Information Act 2000' },
    basis: {
      zh: '《2000年信息自由法》第10条第6款：联合王国任何部分的银行假日、圣诞节、耶稣受难日均非工作日',
      en: 'Freedom of Information Act 2000, s. 10(6): Christmas Day, Good Friday and bank holidays in any part of the United Kingdom',
    },
    days: anyPart,
  },
]

function anyPart (year: number): ForeignHoliday[] {
  const days = new Map<Day, string>()
  for (const part of ['GB-ENG', 'GB-SCT', 'GB-NIR']) {
    for (const { day, name } of partDays(part, year)) days.set(day, days.get(day) ?? name)
  }
  return [...days].map(([day, name]) => ({ day, name }))
}

function partDays (part: string, year: number): ForeignHoliday[] {
  const library = libraryDays(part, year, ['public', 'bank'])
  return [...library.filter(({ day, name }) => holds(part, day, name)), ...silent(part, year)]
}

// The library takes St Andrew's Day for older than its Act (St Andrew's Day Bank Holiday (Scotland) Act 2007), and does
// not know that the spring bank holiday of 2012 went to 4 June (www.gov.uk/bank-holidays).
function holds (part: string, day: Day, name: string): boolean {
  return day !== '2012-05-28' && !(part === 'GB-SCT' && name.startsWith("St Andrew's") && day < '2007')
}

// Days by proclamation that the library does not have: www.gov.uk/bank-holidays, and for 2011 the London Gazette.
function silent (part: string, year: number): ForeignHoliday[] {
  const proclaimed = [
    { day: '2011-04-29' as Day, name: 'Royal wedding' },
    { day: '2012-06-04' as Day, name: 'Spring bank holiday' },
    ...part === 'GB-SCT' ? [{ day: '2026-06-15' as Day, name: 'World Cup bank holiday' }] : [],
  ]
  return proclaimed.filter(({ day }) => day.startsWith(`${year}-`))
}
