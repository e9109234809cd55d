import type { ForeignCalendar, ForeignHoliday } from './foreign-calendar.ts'
import { libraryDays, sundaysMoved, without } from './library-days.ts'

/** The legal public holidays of the federal government, and the public holidays of New York. */
export const unitedStates: readonly ForeignCalendar[] = [
  {
    id: 'US', title: { zh: '美国联邦工作日历', en: 'Working days of the United States federal government' },
    basis: {
      zh: '《美国法典》第5编第6103条：法定公众假日；逢星期六者前移至星期五，逢星期日者后移至星期一。总统就职日仅限首都地区，未列入',
      en: '5 U.S.C. 6103: legal public holidays, that of a Saturday observed on Friday and that of a Sunday on Monday. Inauguration Day, of the capital area only, and days on which the President closes offices are not among them',
    },
    days: (year) => americanNames(libraryDays('US', year, ['public', 'bank'])),
  },
  {
    id: 'US-NY', title: { zh: '纽约州工作日历', en: 'Working days of the State of New York' },
    basis: {
      zh: '《纽约州一般解释法》第24条：公众假日；逢星期日者顺延至次日，逢星期六者不移',
      en: 'New York General Construction Law § 24: public holidays, that of a Sunday moved to the next day, that of a Saturday not moved',
    },
    days: newYorkDays,
  },
]

// § 24 lists no Susan B. Anthony Day (the library does) and moves a Sunday only, where the library moves Saturdays as
// the federal law does and leaves Lincoln's Birthday where it falls.
function newYorkDays (year: number): ForeignHoliday[] {
  const fixed = libraryDays('US-NY', year, ['public']).filter(({ name }) => !name.includes('(substitute day)'))
  return americanNames(sundaysMoved(without(fixed, 'Susan B. Anthony Day')))
}

function americanNames (days: readonly ForeignHoliday[]): ForeignHoliday[] {
  return days.map(({ day, name }) => ({ day, name: name.replace('Labour', 'Labor') }))
}
