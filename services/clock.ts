import type { Clock } from '@lightwell/calendar/clock'

/** The current time: the only place that reads it. Everything else is handed a clock. */
export const systemClock: Clock = { now: () => new Date() }
