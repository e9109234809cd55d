import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { Line } from '@lightwell/http/line'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { confirmReceipt } from '../commands/confirm-receipt.ts'
import { DayText } from '../day-text.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'

const Confirmation = Type.Object({
  confirmedOn: { ...DayText, description: 'The day on which both sides confirmed the receipt.' },
  evidence: Type.Optional(Line(1_000)),
}, { additionalProperties: false })

/** Confirming with the applicant what came by fax, e-mail or an ordinary letter. */
export function serveReceiptConfirmations (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/receipt-confirmation', {
    attachValidation: true,
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      body: Confirmation,
      response: { 200: RequestView },
      tags: ['intake'],
      summary: 'Confirm the receipt with the applicant 确认收到; never later than the day on which it had to be',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, headers } = request
    const view = await confirmReceipt(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    const language = preferredLanguage(headers['accept-language'])
    return done(presentRequest(view, { caller, now: deps.clock.now(), language }))
  }))
}
