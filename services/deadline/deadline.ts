import type { Room } from '@lightwell/http/room'
import { passOnTerms } from './commands/pass-on-terms.ts'
import { redateDeadlines } from './commands/redate-deadlines.ts'
import { redateTerms } from './commands/redate-terms.ts'
import { shipCalendars } from './commands/ship-calendars.ts'
import { tellDeadlines } from './commands/tell-deadlines.ts'
import { tellTerms } from './commands/tell-terms.ts'
import { gaugeClocks } from './gauge-clocks.ts'
import { gaugeTellings } from './gauge-tellings.ts'
import { serveCalendarYears } from './routes/calendar-years.ts'
import { serveCalendars } from './routes/calendars.ts'
import { serveClockCorrections } from './routes/clock-corrections.ts'
import { serveDeadlineVerifications } from './routes/deadline-verifications.ts'
import { serveDeadlines } from './routes/deadlines.ts'
import { serveExtensions } from './routes/extensions.ts'
import { serveMilestones } from './routes/milestones.ts'
import { serveRegimes } from './routes/regimes.ts'
import { serveRehearsals } from './routes/rehearsals.ts'
import { serveTerms } from './routes/terms.ts'
import { serveWorkingDays } from './routes/working-days.ts'
import { subscriptions } from './subscriptions.ts'
import { verifyEveryDay } from './verify-days.ts'

/** The clock: working days, deadlines and their extensions, and the calendars they are counted by. */
export const deadline: Room = {
  name: 'deadline',
  plugin (app, deps) {
    serveWorkingDays(app)
    serveCalendars(app, deps)
    serveCalendarYears(app, deps)
    serveDeadlines(app, deps)
    serveDeadlineVerifications(app, deps)
    serveExtensions(app, deps)
    serveRegimes(app)
    serveRehearsals(app, deps)
    serveTerms(app, deps)
    serveClockCorrections(app, deps)
    serveMilestones(app, deps)
    gaugeClocks(app, deps)
    gaugeTellings(app, deps)
  },
  prepare: shipCalendars,
  verify: verifyEveryDay,
  subscriptions,
  sweeps: [tellDeadlines, tellTerms, redateDeadlines, redateTerms, passOnTerms],
}
