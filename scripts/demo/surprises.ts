import type { Day } from '@lightwell/calendar/day'
import type { Ended } from './closing-table.ts'
import type { Reading } from './reading.ts'
import type { Story } from './story.ts'

/** What of a told request is not as its story foresees it, a sentence each. */
export function surprisesOf ({ subject, ends }: Story, reading: Reading, ended: Ended, today: Day): string[] {
  const answered = today <= ended.dueOn ? 'met' : 'missed'
  const foreseen = {
    status: ends.status, outcome: ends.outcome, state: ends.state === 'answered' ? answered : ends.state,
    overdue: ends.overdue ?? false,
  }
  const keys = Object.keys(foreseen) as (keyof typeof foreseen)[]
  const read = [...reading.notices, ...reading.texts].join('\n')
  const isLeaking = ends.hidden?.some((words) => read.includes(words)) ?? false
  return [
    ...keys.filter((key) => ended[key] !== foreseen[key])
      .map((key) => `${subject}: its ${key} is ${ended[key]}, and was to be ${foreseen[key]}`),
    ...isLeaking ? [`${subject}: its applicant reads what was to be hidden`] : [],
    ...reading.audit.verification.faults.length > 0 ? [`${subject}: its history does not verify`] : [],
  ]
}
