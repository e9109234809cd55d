import type { Room } from '@lightwell/http/room'
import { serveAgencies } from './routes/agencies.ts'
import { serveFilings } from './routes/filings.ts'
import { servePosts } from './routes/posts.ts'
import { serveRequestEvents } from './routes/request-events.ts'
import { serveRequests } from './routes/requests.ts'
import { serveWithdrawals } from './routes/withdrawals.ts'
import { checkMoves } from './rules/check-moves.ts'
import { subscriptions } from './subscriptions.ts'

/** The counter: it takes requests in, shows where they stand, and keeps agencies and posts. */
export const intake: Room = {
  name: 'intake',
  plugin (app, deps) {
    checkMoves()
    serveAgencies(app, deps)
    serveFilings(app, deps)
    serveRequests(app, deps)
    serveRequestEvents(app, deps)
    serveWithdrawals(app, deps)
    servePosts(app, deps)
  },
  subscriptions,
}
