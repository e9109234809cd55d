import type { Day } from '@lightwell/calendar/day'
import type { Ground } from './ground.ts'

/** Whether an answer of that day can rest on a ground. */
export function groundInForce ({ inForceFrom, inForceUntil }: Pick<Ground, 'inForceFrom' | 'inForceUntil'>, on: Day): boolean {
  return (inForceFrom ?? on) <= on && on <= (inForceUntil ?? on)
}
