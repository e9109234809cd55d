import type { Language } from '@lightwell/regimes/citation'
import type { PayWithin } from '@lightwell/regimes/regime'
import { lengthIn } from './length-words.ts'

/** The time to pay a fee, as its notice tells it. */
export function payTime (within: PayWithin, language: Language): string {
  const time = lengthIn(within, language)
  if (language !== 'en') return within.unit === 'months' ? `自本通知书发出之日起（当日计入）${time}内` : `自本通知书发出次日起${time}内`
  return within.unit === 'months' ? `${time} beginning with the day of this notice` : `${time} after the day of this notice`
}
