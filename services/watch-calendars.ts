import { loadCalendars, sumOfRevisions } from '@lightwell/database/load-calendars'
import type { Deps } from '@lightwell/events/deps'
import { describeError } from '@lightwell/events/describe-error'

/** The register of a process, kept up with the database until it is stopped. */
export type CalendarWatch = { stop (): Promise<void> }

const pollMs = 1_000

/**
 * Loads the calendars that are in force into the register of this process, and from then on looks each second whether
 * another process has published something.
 */
export async function watchCalendars (deps: Deps): Promise<CalendarWatch> {
  let known = await loadCalendars(deps.db)
  let stopped = false
  let wake: (() => void) | undefined
  async function look (): Promise<void> {
    try {
      if (await sumOfRevisions(deps.db) !== known) known = await loadCalendars(deps.db)
    } catch (error) {
      deps.log.error({ error: describeError(error) }, 'The calendars cannot be read and will be looked at again')
    }
  }
  async function loop (): Promise<void> {
    while (!stopped) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        wake = () => { clearTimeout(timer); resolve() }
      })
      if (!stopped) await look()
    }
  }
  const running = loop()
  return {
    async stop () {
      stopped = true
      wake?.()
      await running
    },
  }
}
