import multipart from '@fastify/multipart'
import type { Room } from '@lightwell/http/room'
import { recallPapers } from './commands/recall-papers.ts'
import { serveContents } from './routes/contents.ts'
import { serveDecisions } from './routes/decisions.ts'
import { serveNotices } from './routes/notices.ts'
import { serveRecalls } from './routes/recalls.ts'
import { serveRecords } from './routes/records.ts'
import { serveRedactions } from './routes/redactions.ts'
import { serveReviews } from './routes/reviews.ts'
import { serveSearches } from './routes/searches.ts'
import { subscriptions } from './subscriptions.ts'
import { uploadOptions } from './upload.ts'

/** The safe: records, marks, reviews, redaction, decisions and their notices. Nothing leaves without passing here. */
export const decision: Room = {
  name: 'decision',
  async plugin (app, deps) {
    await app.register(multipart, uploadOptions)
    serveSearches(app, deps)
    serveRecords(app, deps)
    serveContents(app, deps)
    serveReviews(app, deps)
    serveRedactions(app, deps)
    serveDecisions(app, deps)
    serveNotices(app, deps)
    serveRecalls(app, deps)
  },
  subscriptions,
  sweeps: [recallPapers],
}
