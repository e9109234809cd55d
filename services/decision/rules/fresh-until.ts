import { addMonthsClamped, type Day } from '@lightwell/calendar/day'

// How long an entry stands before somebody says that it still holds, in months. The rule has it kept up to date 适时 and
// names no length (细则第十条第二款); half a year for what is told regularly and two years for the rest is our choice.
const months = { regular: 6, any_time: 24, prompt: 24 } as const

/** The day by which an entry that holds on a day is to be confirmed again, or changed. */
export function freshUntil (cadence: keyof typeof months, on: Day): Day {
  return addMonthsClamped(on, months[cadence])
}
