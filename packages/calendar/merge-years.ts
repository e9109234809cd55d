import type { CalendarYear } from './published-calendar.ts'

/**
 * The years of a calendar under its parent: what the parent says of a year, and over it what the calendar says itself. A
 * day off of its own is off whatever the parent has it worked for; a working day of its own is worked on what the parent
 * has off. If it `announces` its days each year, a year needs both announcements to be known, else the parent's.
 */
export function mergeYears (
  parents: readonly CalendarYear[], own: readonly CalendarYear[], { announces }: { announces: boolean },
): CalendarYear[] {
  const above = new Map(parents.map((year) => [year.year, year]))
  const added = new Map(own.map((year) => [year.year, year]))
  return [...new Set([...above.keys(), ...added.keys()])].map((year) => {
    const parent = above.get(year) ?? nothingSaid(year)
    const ownYear = added.get(year) ?? (announces ? nothingSaid(year) : nothingToSay(year))
    const partial = parent.partial === true || ownYear.partial === true
    return { ...mergeYear(parent, ownYear), ...(partial ? { partial } : {}) }
  })
}

function mergeYear (parent: CalendarYear, own: CalendarYear): CalendarYear {
  const decided = new Set([...own.daysOff.map(({ day }) => day), ...own.makeUpWorkingDays])
  return {
    year: parent.year,
    notices: [...parent.notices, ...own.notices],
    daysOff: [...parent.daysOff.filter(({ day }) => !decided.has(day)), ...own.daysOff],
    makeUpWorkingDays: [...parent.makeUpWorkingDays.filter((day) => !decided.has(day)), ...own.makeUpWorkingDays],
  }
}

function nothingToSay (year: number): CalendarYear {
  return { year, notices: [], daysOff: [], makeUpWorkingDays: [] }
}

function nothingSaid (year: number): CalendarYear {
  return { ...nothingToSay(year), partial: true }
}
