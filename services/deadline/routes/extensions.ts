import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, pageOf, PageQuery, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { created, done, write } from '@lightwell/http/write'
import { bodyFaults } from '../body-faults.ts'
import { approveExtension } from '../commands/approve-extension.ts'
import { askExtension } from '../commands/ask-extension.ts'
import { rejectExtension } from '../commands/reject-extension.ts'
import { visibleExtension } from '../hold-extension.ts'
import {
  Extension, extensionStates, ListedExtension, presentExtension, presentListedExtension,
} from '../views/present-extension.ts'
import { readDueIfApproved } from '../read-due-if-approved.ts'
import { blankFaults } from '../rules/extension-faults.ts'
import { findExtension, listExtensionsIn, type FoundExtension } from '../store/extensions.ts'

const Reason = Type.String({ minLength: 1, maxLength: 2000 })
const RequestParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })
const ExtensionParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const AskExtension = Type.Object({
  additionalWorkingDays: Type.Optional(Type.Integer({ minimum: 1, description: 'Up to the cap when absent' })),
  cause: Type.Optional(Type.String({ maxLength: 64, description: 'A code of the regime’s list; `other` when absent, if it has that' })),
  reason: Reason,
}, { additionalProperties: false })

const ApproveExtension = Type.Object({ reason: Type.Optional(Reason) }, { additionalProperties: false })

const RejectExtension = Type.Object({ reason: Reason }, { additionalProperties: false })

const ExtensionsQuery = Type.Object({
  ...PageQuery,
  state: Type.Optional({ ...listed(extensionStates), description: '`pending` when absent' }),
  agency: Type.Optional(AgencyCode),
}, { additionalProperties: false })

// What an extension would make of a clock belongs to the same moment as the clock.
const atOneMoment = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const

/** Serves extensions: asked by an officer, decided by the duty that the regime names, each in a recorded step. */
export function serveExtensions (app: App, deps: Deps): void {
  const tags = ['deadline']
  const read = reader(deps)
  app.post('/v1/deadlines/:requestId/extensions', {
    attachValidation: true,
    schema: {
      params: RequestParams, body: AskExtension, tags, summary: 'Ask to use the longer limit',
      response: { 201: Extension },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { requestId } } = request
    const misshapen = bodyFaults(request)
    const asked = request.body ?? {}
    const id = await askExtension(deps, tx, caller, { requestId, asked, misshapen, ifMatch: ifMatchOf(request) })
    return created(`/v1/extensions/${id}`, await read(tx, request, id))
  }))

  app.get('/v1/extensions', {
    schema: {
      querystring: ExtensionsQuery, tags, response: { 200: pageOf(ListedExtension) },
      summary: 'List extensions: those that wait by the day that is at stake, the most urgent first',
    },
  }, async ({ caller, headers, query }) => {
    const { agency, state = 'pending', limit = defaultLimit } = query
    authorize(caller, 'extension', 'read', { agencyCode: agency ?? null })
    const position = positionOf(query.cursor, ['instant', 'id'])
    const { rows, ifApproved } = await deps.db.transaction(async (tx) => {
      const found = await listExtensionsIn(tx, {
        agencies: agency === undefined ? readableAgencies(caller, 'extension', 'read') : [agency],
        state, after: position && { at: new Date(position[0]), id: position[1] }, limit,
      })
      return { rows: found, ifApproved: await readDueIfApproved(tx, found, deps.clock.now()) }
    }, atOneMoment)
    const { items, nextCursor } = cutPage(rows, limit, placeOf)
    const language = preferredLanguage(headers['accept-language'])
    const now = deps.clock.now()
    return {
      items: items.map((found) => presentListedExtension(found, { ifApproved: ifApproved.get(found.extension.id), now, language })),
      nextCursor,
    }
  })

  app.get('/v1/extensions/:id', {
    schema: { params: ExtensionParams, tags, summary: 'Read an extension', response: { 200: Extension } },
  }, (request) => read(deps.db, request, request.params.id))

  serveDecisions(app, deps, tags)
}

function serveDecisions (app: App, deps: Deps, tags: string[]): void {
  const read = reader(deps)
  app.post('/v1/extensions/:id/approval', {
    // An approval may come without a word, and so without a body.
    preValidation: async (request) => { request.body ??= {} },
    schema: {
      params: ExtensionParams, body: ApproveExtension, tags,
      summary: 'Approve an extension: the due day moves, a notice is issued',
      response: { 200: Extension },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason = null } } = request
    await approveExtension(deps, tx, caller, { extensionId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, request, id))
  }))

  app.post('/v1/extensions/:id/rejection', {
    schema: {
      params: ExtensionParams, body: RejectExtension, tags, summary: 'Reject an extension',
      response: { 200: Extension },
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { reason } } = request
    refuseFaults(blankFaults(reason))
    await rejectExtension(deps, tx, caller, { extensionId: id, reason, ifMatch: ifMatchOf(request) })
    return done(await read(tx, request, id))
  }))
}

function reader (deps: Deps) {
  return async (db: Reader, { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>, id: string): Promise<Extension> =>
    presentExtension(
      visibleExtension(caller, await findExtension(db, id)), deps.clock.now(), preferredLanguage(headers['accept-language']))
}

// Those that wait are in the order of the day that is at stake, all others in that in which they were asked for.
function placeOf ({ extension, deadline }: FoundExtension): [string, string] {
  return [(extension.state === 'pending' ? deadline.dueAt : extension.requestedAt).toISOString(), extension.id]
}
