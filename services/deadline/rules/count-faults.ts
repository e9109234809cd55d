import type { Fault } from '@lightwell/calendar/working-days'
import type { FieldFault, Text } from '@lightwell/http/refusal'

type Params = Readonly<Record<string, unknown>>

const words: Readonly<Record<string, (params: Params) => Text>> = {
  not_a_day: ({ from, to }) => ({
    zh: `应为 ${from} 至 ${to} 之间真实存在的日期（YYYY-MM-DD），起算日也可以是带时差的时刻。`,
    en: `This must be a real day from ${from} to ${to} (YYYY-MM-DD); a start may also be an instant with offset.`,
  }),
  unknown_zone: () => ({ zh: '没有此时区，应为 IANA 时区名。', en: 'There is no such time zone; use an IANA name.' }),
  not_an_integer: () => ({ zh: '应为整数。', en: 'This must be a whole number.' }),
  out_of_range: ({ min, max }) => ({ zh: `应在 ${min} 至 ${max} 之间。`, en: `This must be from ${min} to ${max}.` }),
  due_out_of_range: ({ from, to }) => ({
    zh: `结果不在 ${from} 至 ${to} 之间。`, en: `The result lies outside ${from} to ${to}.`,
  }),
  unknown_calendar: () => ({ zh: '没有此日历。', en: 'There is no such calendar.' }),
  not_with_calendar: () => ({
    zh: '已指定日历时不得另列日期。', en: 'A named calendar says for itself which days are off; leave this out.',
  }),
  too_many: ({ max }) => ({ zh: `至多 ${max} 项。`, en: `At most ${max} items.` }),
}

const otherwise: Text = { zh: '内容不正确。', en: 'This is invalid.' }

/** The faults of a question to the calculator, in words. */
export function countFaults (faults: readonly Fault[]): FieldFault[] {
  return faults.map(({ pointer, code, params = {} }) => ({ pointer, code, detail: words[code]?.(params) ?? otherwise }))
}
