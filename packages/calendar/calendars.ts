import { publishCalendar, type PublishedCalendar } from './published-calendar.ts'
import { shippedDefinitions } from './shipped-definitions.ts'

/** Every calendar that ships, parents before their children: what a new house begins with. */
export const shippedCalendars: readonly PublishedCalendar[] = publishAll()

// The calendars that this process counts by. A house keeps them in its database and puts what is published there into
// this register, whole and at once; everything that counts looks here.
const register = new Map(shippedCalendars.map((calendar) => [calendar.id, calendar]))

/** Puts calendars in the place of those of the same id, and new ones beside them. */
export function putCalendars (published: readonly PublishedCalendar[]): void {
  for (const calendar of published) register.set(calendar.id, calendar)
}

/** The calendars that are in force, by id in order. */
export function listCalendars (): PublishedCalendar[] {
  return [...register.values()].toSorted((a, b) => a.id < b.id ? -1 : 1)
}

/** The calendar of this id that is in force, or undefined. */
export function findCalendar (id: string): PublishedCalendar | undefined {
  return register.get(id)
}

/** The calendar of this id that is in force, for those who name one that must be there. Throws when there is none. */
export function calendarNamed (id: string): PublishedCalendar {
  const calendar = findCalendar(id)
  if (calendar === undefined) throw new Error(`There is no calendar ${id}`)
  return calendar
}

function publishAll (): PublishedCalendar[] {
  const published = new Map<string, PublishedCalendar>()
  for (const definition of shippedDefinitions) {
    const parent = definition.parent === undefined ? undefined : published.get(definition.parent)
    published.set(definition.id, publishCalendar(definition, parent))
  }
  return [...published.values()]
}
