import type { Room } from '@lightwell/http/room'
import { serveGraph } from './graph/serve-graph.ts'
import { serveAudit } from './routes/audit.ts'
import { serveClockMoves } from './routes/clock-moves.ts'
import { serveDeadlineRegister } from './routes/deadline-register.ts'
import { serveDeliveries } from './routes/deliveries.ts'
import { serveFeeds } from './routes/feeds.ts'
import { serveIncidents } from './routes/incidents.ts'
import { serveShortages } from './routes/shortages.ts'
import { subscriptions } from './subscriptions.ts'

/** The gallery: it reads everything and writes only what supervision is about. */
export const oversight: Room = {
  name: 'oversight',
  async plugin (app, deps) {
    serveAudit(app, deps)
    serveDeliveries(app, deps)
    serveIncidents(app, deps)
    serveShortages(app, deps)
    serveClockMoves(app, deps)
    serveDeadlineRegister(app, deps)
    serveFeeds(app, deps)
    await serveGraph(app, deps)
  },
  subscriptions,
}
