import type { Room } from '@lightwell/http/room'
import { serveAgencies } from './routes/agencies.ts'
import { serveApplicantSuccessions } from './routes/applicant-successions.ts'
import { serveClassifications } from './routes/classifications.ts'
import { serveAttachments } from './routes/attachments.ts'
import { serveAgencyEntries } from './routes/agency-entries.ts'
import { serveClients } from './routes/clients.ts'
import { serveBatches } from './routes/batches.ts'
import { serveCommissions } from './routes/commissions.ts'
import { serveClarifications } from './routes/clarifications.ts'
import { serveConsultationAnswers } from './routes/consultation-answers.ts'
import { serveConsultations } from './routes/consultations.ts'
import { serveCorrections } from './routes/corrections.ts'
import { serveCounts } from './routes/counts.ts'
import { serveFees } from './routes/fees.ts'
import { serveFilings } from './routes/filings.ts'
import { serveIdentityProofs } from './routes/identity-proofs.ts'
import { servePapers } from './routes/papers.ts'
import { serveImports } from './routes/imports.ts'
import { serveInquiries } from './routes/inquiries.ts'
import { servePosts } from './routes/posts.ts'
import { serveQualifications } from './routes/qualifications.ts'
import { serveReceiptConfirmations } from './routes/receipt-confirmations.ts'
import { serveReasonRequests } from './routes/reason-requests.ts'
import { serveRegister } from './routes/register.ts'
import { serveRequestEvents } from './routes/request-events.ts'
import { serveRequests } from './routes/requests.ts'
import { serveRoutings } from './routes/routings.ts'
import { serveSimilarRequests } from './routes/similar-requests.ts'
import { serveWithdrawals } from './routes/withdrawals.ts'
import { watchStaffing } from './commands/watch-staffing.ts'
import { checkMoves } from './rules/check-moves.ts'
import { subscriptions } from './subscriptions.ts'

/** The counter: it takes requests in, shows where they stand, and keeps agencies and posts. */
export const intake: Room = {
  name: 'intake',
  plugin (app, deps) {
    checkMoves()
    serveAgencies(app, deps)
    serveAgencyEntries(app, deps)
    serveFilings(app, deps)
    serveIdentityProofs(app, deps)
    serveApplicantSuccessions(app, deps)
    serveReceiptConfirmations(app, deps)
    serveClassifications(app, deps)
    serveRegister(app, deps)
    serveCounts(app, deps)
    serveInquiries(app, deps)
    serveBatches(app, deps)
    serveImports(app, deps)
    serveSimilarRequests(app, deps)
    serveRequests(app, deps)
    serveRequestEvents(app, deps)
    serveWithdrawals(app, deps)
    serveAttachments(app, deps)
    servePapers(app, deps)
    serveConsultations(app, deps)
    serveConsultationAnswers(app, deps)
    serveClarifications(app, deps)
    serveReasonRequests(app, deps)
    serveFees(app, deps)
    serveCorrections(app, deps)
    servePosts(app, deps)
    serveCommissions(app, deps)
    serveQualifications(app, deps)
    serveClients(app, deps)
    serveRoutings(app, deps)
  },
  subscriptions,
  sweeps: [watchStaffing],
}
