import { Type } from '@sinclair/typebox'
import type { Reader } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { ifMatchOf } from '@lightwell/http/etag'
import { refuseFaults } from '@lightwell/http/refusal'
import { created, done, write } from '@lightwell/http/write'
import { bodyFaults } from '../body-faults.ts'
import { approveExtension } from '../commands/approve-extension.ts'
import { askExtension } from '../commands/ask-extension.ts'
import { rejectExtension } from '../commands/reject-extension.ts'
import { visibleExtension } from '../hold-extension.ts'
import { Extension, presentExtension } from '../present-extension.ts'
import { blankFaults } from '../rules/extension-faults.ts'
import { findExtension } from '../store/extensions.ts'

const Reason = Type.String({ minLength: 1, maxLength: 2000 })
const RequestParams = Type.Object({ requestId: Type.String({ format: 'uuid' }) })
const ExtensionParams = Type.Object({ id: Type.String({ format: 'uuid' }) })

const AskExtension = Type.Object({
  additionalWorkingDays: Type.Optional(Type.Integer({ minimum: 1, description: 'Up to the cap when absent' })),
  reason: Reason,
}, { additionalProperties: false })

const ApproveExtension = Type.Object({ reason: Type.Optional(Reason) }, { additionalProperties: false })

const RejectExtension = Type.Object({ reason: Reason }, { additionalProperties: false })

/** Serves extensions: asked by an officer, decided by the duty that the regime names, each in a recorded step. */
export function serveExtensions (app: App, deps: Deps): void {
  const tags = ['deadline']
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
    return created(`/v1/extensions/${id}`, await read(tx, caller, id))
  }))

  app.get('/v1/extensions/:id', {
    schema: { params: ExtensionParams, tags, summary: 'Read an extension', response: { 200: Extension } },
  }, (request) => read(deps.db, request.caller, request.params.id))

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
    return done(await read(tx, caller, id))
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
    return done(await read(tx, caller, id))
  }))
}

async function read (db: Reader, caller: Caller, id: string): Promise<Extension> {
  return presentExtension(visibleExtension(caller, await findExtension(db, id)))
}
