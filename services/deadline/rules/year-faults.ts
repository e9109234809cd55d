import type { Fault } from '@lightwell/calendar/working-days'
import type { FieldFault, Text } from '@lightwell/http/refusal'

type Params = Readonly<Record<string, unknown>>

const words: Readonly<Record<string, (params: Params) => Text>> = {
  required: () => ({ zh: '此项必填。', en: 'This is required.' }),
  not_a_day: () => ({ zh: '应为真实存在的日期（YYYY-MM-DD）。', en: 'This must be a real day (YYYY-MM-DD).' }),
  of_another_year: ({ year }) => ({ zh: `应为 ${year} 年的日期。`, en: `This is not a day of ${year}.` }),
  ends_before_it_begins: () => ({ zh: '结束日期早于开始日期。', en: 'This ends before it begins.' }),
  day_twice: ({ day }) => ({ zh: `${day} 重复列出。`, en: `${day} stands here twice.` }),
  off_as_well: ({ day }) => ({ zh: `${day} 同时列为放假日。`, en: `${day} is named as a day off as well.` }),
  worked_anyway: ({ day }) => ({
    zh: `${day} 本为工作日，调休上班日应在周末。`, en: `${day} is worked anyway; a make-up working day is a weekend day.`,
  }),
  too_long: ({ max }) => ({ zh: `至多 ${max} 个字符。`, en: `At most ${max} characters.` }),
  too_many: ({ max }) => ({ zh: `至多 ${max} 项。`, en: `At most ${max} items.` }),
  wrong_type: ({ type }) => ({ zh: `类型应为 ${type}。`, en: `This must be of type ${type}.` }),
}

const otherwise: Text = { zh: '内容不正确。', en: 'This is invalid.' }

/**
 * The faults of a year in words. The calendar package reads days off as spans only: the first `single` of these were
 * sent as days, and their faults belong there.
 */
export function yearFaults (faults: readonly Fault[], single: number): FieldFault[] {
  const told = faults.map(({ pointer, code, params = {} }) => ({
    pointer: sentPointer(pointer, single), code, detail: words[code]?.(params) ?? otherwise,
  }))
  // Both ends of a single day have the same fault.
  return told.filter(({ pointer, code }, at) => at === told.findIndex((one) => one.pointer === pointer && one.code === code))
}

function sentPointer (pointer: string, single: number): string {
  const [, place, field] = /^\/spans\/(\d+)(\/.+)?$/.exec(pointer) ?? []
  if (place === undefined) return pointer
  const at = Number(place)
  if (at >= single) return `/spans/${at - single}${field ?? ''}`
  return `/offDays/${at}${field === '/name' ? field : '/date'}`
}
