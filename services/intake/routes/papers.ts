import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize } from '@lightwell/http/policy'
import { created, done, write } from '@lightwell/http/write'
import { registerReceipt } from '../commands/register-receipt.ts'
import { voidNotice } from '../commands/void-notice.ts'
import { PaperView, presentPaper } from '../views/present-paper.ts'
import { paperKinds } from '../rules/paper-kinds.ts'
import { findLastSuccessor } from '../store/agencies.ts'
import { listPapers, type PaperKind } from '../store/papers.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const tags = ['intake']

const NoBody = Type.Object({}, { additionalProperties: false })

const Voiding = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })

const RegisterQuery = Type.Object({
  ...PageQuery,
  kind: Type.Optional(listed(paperKinds)),
  year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2199 })),
}, { additionalProperties: false })

/** The papers of the counter: the receipt of a request, numbers that are void, and the register of an agency's papers. */
export function servePapers (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/registration-receipt', {
    // It needs no words, so it may come without a body.
    preValidation: async (request) => {
      request.body ??= {}
    },
    schema: {
      params, body: NoBody, response: { 200: PaperView, 201: PaperView }, tags,
      summary: 'Issue the receipt of registration 登记回执, once; later the same is answered',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const { paper, isNew } = await registerReceipt(deps, tx, caller, { id, ifMatch: ifMatchOf(request) })
    const body = presentPaper(paper, { isStaff: caller.kind === 'staff' })
    return isNew ? created(`/v1/notices/${paper.id}`, body) : done(body)
  }))

  app.post('/v1/notices/:id/voiding', {
    schema: {
      params, body: Voiding, response: { 200: PaperView }, tags,
      summary: 'Make the number of a paper void 作废; it stays in its series',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: noticeId }, body: { reason } } = request
    const paper = await voidNotice(deps, tx, caller, { noticeId, reason, ifMatch: ifMatchOf(request) })
    return done(presentPaper(paper, { isStaff: true }))
  }))

  app.get('/v1/agencies/:code/notices', {
    schema: {
      params: Type.Object({ code: Type.String({ maxLength: 64 }) }), querystring: RegisterQuery,
      response: { 200: pageOf(PaperView) }, tags,
      summary: 'The register of an agency’s papers: every number of every series, void ones included, in order',
    },
  }, async ({ caller, params: { code }, query: { limit = defaultLimit, cursor, kind, year } }) => {
    // The papers of a body that was merged are kept by the one it has become.
    const keeper = await findLastSuccessor(deps.db, code)
    authorize(caller, 'notice', 'list', { agencyCode: keeper?.code ?? code })
    if (keeper === undefined) throw errors.notFound()
    const papers = await listPapers(deps.db, { agencyCode: code, kind, year, after: placeOf(cursor) }, limit + 1)
    const page = cutPage(papers, limit, (paper) => [paper.kind, String(paper.year), String(paper.serial)])
    return { items: page.items.map((paper) => presentPaper(paper, { isStaff: true })), nextCursor: page.nextCursor }
  })
}

function placeOf (cursor: string | undefined) {
  const position = positionOf(cursor, [isKind, isCount, isCount])
  return position && { kind: position[0] as PaperKind, year: Number(position[1]), serial: Number(position[2]) }
}

function isKind (value: string): boolean {
  return paperKinds.some((kind) => kind === value)
}

function isCount (value: string): boolean {
  return /^[0-9]{1,9}$/.test(value)
}
