import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { etagOf, requiredIfMatchOf } from '@lightwell/http/etag'
import { nullable } from '@lightwell/http/nullable'
import { authorize } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { done, write } from '@lightwell/http/write'
import { requireToken } from '../authorize-staff.ts'
import { keepSheet } from '../commands/keep-sheet.ts'
import { DayText } from '../fields.ts'
import { SheetBody, SheetStep } from '../rules/answer-sheet.ts'
import { findSheet, type AnswerSheet } from '../store/answer-sheets.ts'
import { findReviewingAgency } from '../store/review-chains.ts'

const params = Type.Object({ code: AgencyCode })
const headers = {
  type: 'object',
  properties: {
    'if-match': {
      type: 'string', description: 'The ETag of the sheet as it was read, "0" where there is none yet; 428 without it.',
    },
  },
}
const AnswerSheetView = Type.Object({
  agency: Type.String(),
  version: Type.Integer({ description: '0 where the agency has described no sheet: the head alone signs its answers.' }),
  fromOn: nullable(Type.String()),
  steps: Type.Array(SheetStep),
})

/** How the answers of an agency are signed: the steps between proposal and approval, from a day on. */
export function serveAnswerSheets (app: App, deps: Deps): void {
  app.get('/v1/agencies/:code/answer-sheet', {
    schema: {
      params, response: { 200: AnswerSheetView }, tags: ['decision'],
      querystring: Type.Object({
        on: Type.Optional({ ...DayText, description: 'The day on which it is in force; the newest when left out.' }),
      }, { additionalProperties: false }),
      summary: 'The steps by which the answers of an agency are signed 审批单',
    },
  }, async ({ caller, params: { code }, query: { on } }, reply) => {
    requireToken(caller)
    authorize(caller, 'sheet', 'read', { agencyCode: code })
    if (await findReviewingAgency(deps.db, code) === undefined) throw errors.notFound()
    const newest = await findSheet(deps.db, code)
    void reply.header('etag', etagOf(newest?.version ?? 0))
    return presentSheet(code, on === undefined ? newest : await findSheet(deps.db, code, on))
  })

  app.put('/v1/agencies/:code/answer-sheet', {
    attachValidation: true,
    // Who may not keep sheets is told so before he is asked which version he has read.
    onRequest: async ({ caller }) => void authorize(caller, 'sheet', 'keep', { agencyCode: null }),
    schema: {
      params, body: SheetBody, headers, response: { 200: AnswerSheetView }, tags: ['decision'],
      summary: 'Say how the answers of an agency are signed from a day on; what is proposed keeps its sheet',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const agencyCode = request.params.code
    const sheet = await keepSheet(deps, tx, request.caller, {
      ...sentBody<SheetBody>(request as FastifyRequest<{ Body: SheetBody }>), agencyCode,
      ifMatch: requiredIfMatchOf(request),
    })
    return { ...done(presentSheet(agencyCode, sheet)), headers: { etag: etagOf(sheet.version) } }
  }))
}

function presentSheet (agency: string, sheet: AnswerSheet | undefined) {
  return { agency, version: sheet?.version ?? 0, fromOn: sheet?.fromOn ?? null, steps: [...sheet?.steps ?? []] }
}
