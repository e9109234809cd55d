import multipart from '@fastify/multipart'
import type { Room } from '@lightwell/http/room'
import { openRedactor } from '@lightwell/redaction/redactor'
import { destroyKeys } from './commands/destroy-keys.ts'
import { BytesDiffer } from './bytes-differ.ts'
import { passOnCarriers } from './commands/pass-on-carriers.ts'
import { passOnReferrals } from './commands/pass-on-referrals.ts'
import { recallPapers } from './commands/recall-papers.ts'
import { scanRecords } from './commands/scan-records.ts'
import { sealNotices } from './commands/seal-notices.ts'
import { tellBytesDiffer } from './commands/tell-bytes-differ.ts'
import { takeDownRuled } from './commands/take-down-ruled.ts'
import { serveAnswerSheets } from './routes/answer-sheets.ts'
import { serveBatchReviews } from './routes/batch-reviews.ts'
import { serveClassificationAuthorities } from './routes/classification-authorities.ts'
import { serveCarrierActs } from './routes/carrier-acts.ts'
import { serveCarriers } from './routes/carriers.ts'
import { serveCircles } from './routes/circles.ts'
import { serveComparisons } from './routes/comparisons.ts'
import { serveContents } from './routes/contents.ts'
import { serveDecisions } from './routes/decisions.ts'
import { serveDisclosureCare } from './routes/disclosure-care.ts'
import { serveDisclosureCopies } from './routes/disclosure-copies.ts'
import { serveDisclosures } from './routes/disclosures.ts'
import { serveFilings } from './routes/filings.ts'
import { serveGuides } from './routes/guides.ts'
import { serveHastyReviews } from './routes/hasty-reviews.ts'
import { serveNotices } from './routes/notices.ts'
import { serveOnTheSpot } from './routes/on-the-spot.ts'
import { servePublicationCategories } from './routes/publication-categories.ts'
import { servePublicationDecisions } from './routes/publication-decisions.ts'
import { servePublications } from './routes/publications.ts'
import { serveReadiness } from './routes/readiness.ts'
import { serveRecalls } from './routes/recalls.ts'
import { serveRecords } from './routes/records.ts'
import { serveRedactions } from './routes/redactions.ts'
import { serveReferralRulings } from './routes/referral-rulings.ts'
import { serveReferrals } from './routes/referrals.ts'
import { serveRegisteredSecrets } from './routes/registered-secrets.ts'
import { serveReviewChains } from './routes/review-chains.ts'
import { serveReviews } from './routes/reviews.ts'
import { serveSecrecyDisputes } from './routes/secrecy-disputes.ts'
import { serveSecretEntries } from './routes/secret-entries.ts'
import { serveSecretFilings } from './routes/secret-filings.ts'
import { serveSecretLists } from './routes/secret-lists.ts'
import { serveSeals } from './routes/seals.ts'
import { serveSearches } from './routes/searches.ts'
import { serveSectionTasks } from './routes/section-tasks.ts'
import { serveSendings } from './routes/sendings.ts'
import { serveSignatures } from './routes/signatures.ts'
import { serveStaffing } from './routes/staffing.ts'
import { serveSuggestions } from './routes/suggestions.ts'
import { serveToSign } from './routes/to-sign.ts'
import { serveTexts } from './routes/texts.ts'
import { serveWorkSecrets } from './routes/work-secrets.ts'
import { subscriptions } from './subscriptions.ts'
import { uploadOptions } from './upload.ts'

/** The safe: records, marks, reviews, redaction, decisions and their notices. Nothing leaves without passing here. */
export const decision: Room = {
  name: 'decision',
  async plugin (app, deps) {
    await app.register(multipart, uploadOptions)
    app.addHook('onError', async (_request, _reply, error) => {
      if (error instanceof BytesDiffer) await tellBytesDiffer(deps, error.of)
    })
    const redactor = openRedactor()
    app.addHook('onClose', () => redactor.close())
    serveSearches(app, deps)
    serveSectionTasks(app, deps)
    serveRecords(app, deps)
    serveContents(app, deps)
    serveCircles(app, deps)
    serveSeals(app, deps)
    serveReviewChains(app, deps)
    serveStaffing(app, deps)
    serveSecretLists(app, deps)
    serveClassificationAuthorities(app, deps)
    serveReviews(app, deps)
    serveBatchReviews(app, deps)
    serveHastyReviews(app, deps)
    serveRedactions(app, deps, redactor)
    serveTexts(app, deps, redactor)
    serveComparisons(app, deps)
    serveSuggestions(app, deps)
    serveReferrals(app, deps)
    serveReferralRulings(app, deps)
    serveSecrecyDisputes(app, deps)
    serveDecisions(app, deps)
    serveAnswerSheets(app, deps)
    serveSignatures(app, deps)
    serveToSign(app, deps)
    serveOnTheSpot(app, deps)
    serveReadiness(app, deps)
    serveNotices(app, deps)
    serveSendings(app, deps)
    serveRecalls(app, deps)
    servePublicationCategories(app, deps)
    servePublications(app, deps)
    servePublicationDecisions(app, deps)
    serveDisclosures(app, deps)
    serveDisclosureCare(app, deps)
    serveDisclosureCopies(app, deps)
    serveGuides(app, deps)
    serveFilings(app, deps)
    serveWorkSecrets(app, deps)
    serveRegisteredSecrets(app, deps)
    serveSecretEntries(app, deps)
    serveSecretFilings(app, deps)
    serveCarriers(app, deps)
    serveCarrierActs(app, deps)
  },
  subscriptions,
  sweeps: [destroyKeys, passOnCarriers, passOnReferrals, recallPapers, scanRecords, sealNotices, takeDownRuled],
}
