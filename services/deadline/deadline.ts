import type { Room } from '@lightwell/http/room'
import { gaugeClocks } from './gauge-clocks.ts'
import { serveCalendars } from './routes/calendars.ts'
import { serveDeadlines } from './routes/deadlines.ts'
import { serveExtensions } from './routes/extensions.ts'
import { serveWorkingDays } from './routes/working-days.ts'
import { subscriptions } from './subscriptions.ts'

/** The clock: working days, deadlines and their extensions, and the calendars they are counted by. */
export const deadline: Room = {
  name: 'deadline',
  plugin (app, deps) {
    serveWorkingDays(app)
    serveCalendars(app)
    serveDeadlines(app, deps)
    serveExtensions(app, deps)
    gaugeClocks(app, deps)
  },
  subscriptions,
}
