import { IANAZone } from 'luxon'
import { type Day, dayNumber, dayOf, parseDay } from './day.ts'

const millisecondsPerDay = 86_400_000
const pattern = /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/

// An instant between these two has a day of 1900 to 2199 in every zone on earth.
const firstInstant = Date.UTC(1900, 0, 2)
const lastInstant = Date.UTC(2199, 11, 31)

const zones = new Map<string, IANAZone>()

/** The day that a clock in `zone` shows at `instant`. Throws RangeError if the zone or the day is not known. */
export function dayIn (instant: Date, zone: string): Day {
  return dayOf(Math.floor(wallClock(instant.getTime(), zoneOf(zone)) / millisecondsPerDay))
}

/** The first instant of `day` in `zone`: 00:00, or the first moment after it where the clocks skip midnight. */
export function startOfDay (day: Day, zone: string): Date {
  return startOfNumber(dayNumber(day), zoneOf(zone))
}

/** 24:00 of `day` in `zone`: the first instant that no longer belongs to the day. */
export function endOfDay (day: Day, zone: string): Date {
  return startOfNumber(dayNumber(day) + 1, zoneOf(zone))
}

/**
 * The instant that `text` names, or undefined if it is not RFC 3339 with an offset, or lies outside 1900 to 2199
 * (less a day at either end, so that it has a `Day` in every zone). A leap second (`:60`) is not accepted; digits after
 * the millisecond are dropped.
 */
export function parseInstant (text: string): Date | undefined {
  const match = pattern.exec(text)
  if (match?.[1] === undefined || parseDay(match[1]) === undefined) return undefined
  const instant = new Date(text.toUpperCase())
  const time = instant.getTime()
  return time >= firstInstant && time < lastInstant ? instant : undefined
}

/** Whether `text` names an IANA time zone, such as `Asia/Shanghai`. A bare offset is not a zone. */
export function isZone (text: string): boolean {
  return /^[A-Za-z]/.test(text) && (zones.has(text) || IANAZone.isValidZone(text))
}

// Zones are kept under the name that Intl resolves: callers may spell one in any case, and luxon keeps each spelling.
function zoneOf (name: string): IANAZone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const resolved = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  const zone = IANAZone.create(resolved)
  zones.set(resolved, zone)
  return zone
}

/** What the clocks of `zone` show at `time`, as the UTC milliseconds at which a clock in UTC shows the same. */
function wallClock (time: number, zone: IANAZone): number {
  return time + Math.round(offsetAt(time, zone) * 60_000)
}

// One act asks about the same few instants again and again, and Intl takes its time with each.
const mostKept = 1_000
const offsets = new Map<IANAZone, Map<number, number>>()

function offsetAt (time: number, zone: IANAZone): number {
  const kept = offsets.get(zone) ?? new Map<number, number>()
  const known = kept.get(time)
  if (known !== undefined) return known
  if (kept.size === 0 || kept.size === mostKept) offsets.set(zone, kept.size === 0 ? kept : new Map())
  const offset = zone.offset(time)
  offsets.get(zone)?.set(time, offset)
  return offset
}

// Not luxon's startOf: where a clock set back shows midnight twice, that answers the second time.
function startOfNumber (number: number, zone: IANAZone): Date {
  const midnight = number * millisecondsPerDay
  let before = midnight - millisecondsPerDay
  let reached = midnight + millisecondsPerDay
  const offset = wallClock(before, zone) - before
  if (wallClock(reached, zone) - reached === offset) return new Date(midnight - offset)
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2)
    if (wallClock(middle, zone) < midnight) before = middle
    else reached = middle
  }
  return new Date(reached)
}
