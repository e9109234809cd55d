import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { done, write } from '@lightwell/http/write'
import { decisionFor } from '../authorize-staff.ts'
import { SignatureBody, signDecision } from '../commands/sign-decision.ts'
import { IdParams } from '../fields.ts'
import { loadDecision } from '../load-decision.ts'
import { DecisionView, presentDecision } from '../views/present-decision.ts'
import { renderSheet } from '../render-sheet.ts'
import { housePage, sendHousePaper } from '../send-house-paper.ts'
import { findRequest } from '../store/cases.ts'
import { findHousePaper } from '../store/house-papers.ts'

/** The sheet that an answer is signed on (审批单): its signatures, and the sheet as a paper of the house. */
export function serveSignatures (app: App, deps: Deps): void {
  app.post('/v1/decisions/:id/signatures', {
    schema: {
      params: IdParams, body: SignatureBody, response: { 200: DecisionView }, tags: ['decision'],
      summary: 'Sign the next step of a proposed answer’s approval sheet',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { opinion }, params: { id: decisionId }, headers } = request
    const whole = await signDecision(deps, tx, caller, { decisionId, opinion, ifMatch: ifMatchOf(request) })
    return done(presentDecision(whole, { language: preferredLanguage(headers['accept-language']), isStaff: true }))
  }))

  app.get('/v1/decisions/:id/sheet', {
    schema: {
      params: IdParams, response: housePage, tags: ['decision'],
      summary: 'The approval sheet of an answer, to be printed; staff only',
    },
  }, async ({ caller, params: { id }, headers: { accept } }, reply) => {
    const { decision } = await decisionFor(deps.db, id, { caller, resource: 'decision', verb: 'read' })
    const kept = await findHousePaper(deps.db, 'approval_sheet', id)
    if (kept !== undefined) return await sendHousePaper(reply, accept, { kept })
    const request = await findRequest(deps.db, decision.caseId)
    if (request === undefined) throw doorErrors.notFound()
    const whole = await loadDecision(deps.db, decision, request)
    return await sendHousePaper(reply, accept, { draft: await renderSheet(deps.db, { request, whole }) })
  })
}
