import { Type, type Static } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { preferredMedia } from '@lightwell/http/accept'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { authorize } from '@lightwell/http/policy'
import { done, write } from '@lightwell/http/write'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { requireToken } from '../authorize-staff.ts'
import { ServiceBody, serveNotice } from '../commands/serve-notice.ts'
import { errors } from '../errors.ts'
import { IdParams } from '../fields.ts'
import { findRequest } from '../store/cases.ts'
import { findNotice, isVoid, type Notice, type Service } from '../store/notices.ts'
import { visibleDecision } from '../visible-decision.ts'

const ServiceView = Type.Object({
  id: Type.String(),
  noticeId: Type.String(),
  method: Type.String(),
  on: Type.String(),
  evidence: Type.String(),
  recordedBy: Type.String(),
  recordedAt: Type.String(),
})
type ServiceView = Static<typeof ServiceView>

const tags = ['decision']
const page = {
  200: {
    description: 'The paper as a page, or as PDF where Accept asks for it',
    content: { 'text/html': { schema: Type.String() }, 'application/pdf': { schema: Type.String({ format: 'binary' }) } },
  },
}

/** The written papers, as the very bytes that were issued, and their service (送达). */
export function serveNotices (app: App, deps: Deps): void {
  app.get('/v1/notices/:id', {
    schema: { params: IdParams, response: page, tags, summary: 'A notice, to whom it is written' },
  }, async ({ caller, params, headers }, reply) => {
    requireToken(caller)
    const notice = await findNotice(deps.db, params.id)
    const request = notice && await findRequest(deps.db, notice.caseId)
    if (notice === undefined || request === undefined) throw doorErrors.notFound()
    // A paper to someone else: neither he nor the applicant is named to the other.
    const isOthers = notice.consultationId !== null && (caller.kind === 'applicant' || caller.kind === 'portal')
    if (isOthers) throw doorErrors.notFound()
    authorize(caller, 'notice', 'read', {
      agencyCode: request.agencyCode, requestId: request.id, clientId: request.clientId, consultationId: notice.consultationId,
    })
    if (await isVoid(deps.db, notice.id)) {
      // Who may not know why it is void may not take it for one that counts either.
      if (caller.kind !== 'staff') throw errors.noticeGone()
      void reply.header('lightwell-void', 'true')
    }
    return await sendNotice(reply, notice, headers.accept)
  })

  app.get('/v1/decisions/:id/notice', {
    schema: { params: IdParams, response: page, tags, summary: 'The notice of an issued decision' },
  }, async ({ caller, params, headers }, reply) => {
    const { whole: { decision } } = await visibleDecision(deps.db, caller, params.id)
    if (decision.noticeId === null) throw errors.decisionNotIssued()
    const notice = await findNotice(deps.db, decision.noticeId)
    if (notice === undefined) throw errors.noticeBytesDiffer()
    return await sendNotice(reply, notice, headers.accept)
  })

  app.post('/v1/notices/:id/service', {
    schema: {
      params: IdParams, body: ServiceBody, response: { 200: ServiceView }, tags,
      summary: 'Record how and when a notice reached its reader, with the evidence',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: noticeId } } = request
    return done(presentService(await serveNotice(deps, tx, caller, { noticeId, body, ifMatch: ifMatchOf(request) })))
  }))
}

/**
 * Sends a stored notice in the form that its reader asks for, provided that it still is what was issued; it is never rendered
 * again. A paper of before, of which there is no PDF, is sent as a page.
 */
async function sendNotice (reply: FastifyReply, notice: Notice, accept: string | undefined): Promise<FastifyReply> {
  const asPdf = preferredMedia(accept, ['text/html', 'application/pdf']) === 'application/pdf'
  const { bytes, sha256, mediaType } = asPdf ? pdfOf(notice) ?? notice : notice
  if (sha256Hex(bytes) !== sha256) throw errors.noticeBytesDiffer()
  return await reply.headers({
    'content-type': mediaType, 'content-language': notice.language, etag: `"${sha256}"`, vary: 'authorization, accept',
  }).send(bytes)
}

function pdfOf ({ pdfBytes, pdfSha256 }: Notice): Pick<Notice, 'bytes' | 'sha256' | 'mediaType'> | undefined {
  if (pdfBytes === null || pdfSha256 === null) return undefined
  return { bytes: pdfBytes, sha256: pdfSha256, mediaType: 'application/pdf' }
}

function presentService ({ servedOn, recordedAt, ...service }: Service): ServiceView {
  return { ...service, on: servedOn, recordedAt: recordedAt.toISOString() }
}
