import multipart from '@fastify/multipart'
import type { Room } from '@lightwell/http/room'
import { recallPapers } from './commands/recall-papers.ts'
import { scanRecords } from './commands/scan-records.ts'
import { serveContents } from './routes/contents.ts'
import { serveDecisions } from './routes/decisions.ts'
import { serveDisclosureCare } from './routes/disclosure-care.ts'
import { serveDisclosureCopies } from './routes/disclosure-copies.ts'
import { serveDisclosures } from './routes/disclosures.ts'
import { serveGuides } from './routes/guides.ts'
import { serveHastyReviews } from './routes/hasty-reviews.ts'
import { serveNotices } from './routes/notices.ts'
import { servePublicationCategories } from './routes/publication-categories.ts'
import { servePublicationDecisions } from './routes/publication-decisions.ts'
import { servePublications } from './routes/publications.ts'
import { serveRecalls } from './routes/recalls.ts'
import { serveRecords } from './routes/records.ts'
import { serveRedactions } from './routes/redactions.ts'
import { serveReviewChains } from './routes/review-chains.ts'
import { serveReviews } from './routes/reviews.ts'
import { serveSearches } from './routes/searches.ts'
import { serveSuggestions } from './routes/suggestions.ts'
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
    serveReviewChains(app, deps)
    serveReviews(app, deps)
    serveHastyReviews(app, deps)
    serveRedactions(app, deps)
    serveSuggestions(app, deps)
    serveDecisions(app, deps)
    serveNotices(app, deps)
    serveRecalls(app, deps)
    servePublicationCategories(app, deps)
    servePublications(app, deps)
    servePublicationDecisions(app, deps)
    serveDisclosures(app, deps)
    serveDisclosureCare(app, deps)
    serveDisclosureCopies(app, deps)
    serveGuides(app, deps)
  },
  subscriptions,
  sweeps: [recallPapers, scanRecords],
}
