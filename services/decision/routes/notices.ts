import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { preferredMedia } from '@lightwell/http/accept'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { requireToken } from '../authorize-staff.ts'
import { BytesDiffer } from '../bytes-differ.ts'
import { noteReading } from '../commands/note-reading.ts'
import { errors } from '../errors.ts'
import { IdParams } from '../fields.ts'
import { findRequest } from '../store/cases.ts'
import { findSeal } from '../store/notice-seals.ts'
import { findNotice, isVoid, type Notice } from '../store/notices.ts'
import { visibleDecision } from '../views/visible-decision.ts'

const tags = ['decision']
const page = {
  200: {
    description: 'The paper as a page, or as PDF where Accept asks for it',
    content: { 'text/html': { schema: Type.String() }, 'application/pdf': { schema: Type.String({ format: 'binary' }) } },
  },
}

/** The written papers, as the very bytes that were issued. */
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
    return await sendNotice(deps, reply, { notice, accept: headers.accept })
  })

  app.get('/v1/decisions/:id/notice', {
    schema: { params: IdParams, response: page, tags, summary: 'The notice of an issued decision' },
  }, async ({ caller, params, headers }, reply) => {
    const { whole: { decision } } = await visibleDecision(deps.db, caller, params.id)
    if (decision.noticeId === null) throw errors.decisionNotIssued()
    const notice = await findNotice(deps.db, decision.noticeId)
    if (notice === undefined) throw errors.noticeBytesDiffer()
    return await sendNotice(deps, reply, { notice, accept: headers.accept })
  })
}

/**
 * Sends a stored notice in the form that its reader asks for, provided that it still is what was issued; it is never rendered
 * again. A paper of before, of which there is no PDF, is sent as a page.
 */
async function sendNotice (
  deps: Deps, reply: FastifyReply, { notice, accept }: { notice: Notice, accept: string | undefined },
): Promise<FastifyReply> {
  const asPdf = preferredMedia(accept, ['text/html', 'application/pdf']) === 'application/pdf'
  const { bytes, sha256, mediaType } = asPdf ? await pdfOf(deps, notice) ?? notice : notice
  if (sha256Hex(bytes) !== sha256) throw new BytesDiffer(errors.noticeBytesDiffer(), { caseId: notice.caseId, noticeId: notice.id })
  const { method, caller } = reply.request
  // Who asks only for the headers has opened nothing.
  if (method === 'GET') await noteReading(deps, caller, { caseId: notice.caseId, noticeId: notice.id })
  return await reply.headers({
    'content-type': mediaType, 'content-language': notice.language, etag: `"${sha256}"`, vary: 'authorization, accept',
  }).send(bytes)
}

/** The PDF of a notice: with its seal, where one was put on it, which stands behind the very bytes that were issued. */
async function pdfOf (
  { db }: Deps, { id, caseId, pdfBytes, pdfSha256 }: Notice,
): Promise<Pick<Notice, 'bytes' | 'sha256' | 'mediaType'> | undefined> {
  if (pdfBytes === null || pdfSha256 === null) return undefined
  const seal = await findSeal(db, id)
  if (!seal?.sealedBytes) return { bytes: pdfBytes, sha256: pdfSha256, mediaType: 'application/pdf' }
  const { sealedBytes: bytes, sealedSha256: sha256 } = seal
  if (sha256Hex(bytes.subarray(0, pdfBytes.length)) !== pdfSha256) {
    throw new BytesDiffer(errors.noticeBytesDiffer(), { caseId, noticeId: id })
  }
  return { bytes, sha256, mediaType: 'application/pdf' }
}
