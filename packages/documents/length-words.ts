import type { CountUnit } from '@lightwell/calendar/count-from'
import type { Bilingual, Language } from '@lightwell/regimes/citation'

/** A length of time as the law counts it. */
export type Length = Readonly<{ n: number, unit: CountUnit }>

const units: Readonly<Record<CountUnit, Bilingual>> = {
  working_days: { zh: '个工作日', en: 'working day' },
  calendar_days: { zh: '日', en: 'day' },
  months: { zh: '个月', en: 'month' },
}

/** A length in words: 15个工作日, 15 working days. */
export function lengthIn ({ n, unit }: Length, language: Language): string {
  if (language !== 'en') return `${n}${units[unit].zh}`
  return `${n} ${units[unit].en}${n === 1 ? '' : 's'}`
}
