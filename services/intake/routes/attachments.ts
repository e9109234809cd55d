import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { safeFileName } from '@lightwell/documents/file-name'
import { acceptedTypes, type AcceptedType } from '@lightwell/documents/media-type'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { savedAs } from '@lightwell/http/disposition'
import { ifMatchOf } from '@lightwell/http/etag'
import { pageOf } from '@lightwell/http/paging'
import { validatorCompiler } from '@lightwell/http/validator'
import { created, done, write } from '@lightwell/http/write'
import { soundBytes } from '../attachment-bytes.ts'
import { AttachmentUpload, receiveFiles, uploadOptions } from '../attachment-upload.ts'
import { addAttachments } from '../commands/add-attachments.ts'
import { discardUpload } from '../discard-upload.ts'
import { AttachmentView, presentAttachment } from '../views/present-attachment.ts'
import { listAttachments } from '../store/attachments.ts'
import { listLine } from '../store/families.ts'
import { authorizeAttachments, visibleAttachment } from '../views/visible-attachment.ts'

const IdParams = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Attachments = pageOf(AttachmentView)
const tags = ['intake']

const content = Object.fromEntries(Object.keys(acceptedTypes).map((type) => [type, { schema: Type.String() }]))

/** The files that come with a request: handing them in, and reading them. */
export function serveAttachments (app: App, deps: Deps): void {
  app.get('/v1/requests/:id/attachments', {
    schema: { params: IdParams, response: { 200: Attachments }, tags, summary: 'The files 附件 that came with a request, or with the one it came of' },
  }, async ({ caller, params: { id } }) => {
    await authorizeAttachments(deps.db, caller, id, 'read')
    return { items: (await listAttachments(deps.db, await listLine(deps.db, id))).map(presentAttachment), nextCursor: null }
  })

  app.get('/v1/attachments/:id', {
    // Its headers alone would cost as much as the file: it is read whole before anything is said of it.
    exposeHeadRoute: false,
    schema: { params: IdParams, response: { 200: { description: 'The bytes', content } }, tags, summary: 'The bytes of an attachment' },
  }, async ({ caller, params }, reply) => {
    const attachment = await visibleAttachment(deps.db, caller, params.id)
    const bytes = await soundBytes(deps, attachment)
    const { name, mediaType, sizeBytes, sha256 } = attachment
    return await reply.headers({
      'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType,
      'content-length': sizeBytes,
      'content-disposition': savedAs(safeFileName(name, mediaType as AcceptedType)),
      etag: `"${sha256}"`,
    }).send(Readable.from(bytes) as never)
  })

  // Only here is a form a body; every other route of the room goes on to refuse one.
  void app.register(async (forms) => {
    await forms.register(multipart, uploadOptions)
    serveUploads(forms as App, deps)
  })
}

function serveUploads (app: App, deps: Deps): void {
  const compile = validatorCompiler()
  app.post('/v1/requests/:id/attachments', {
    // The form is read as it arrives and checked there; the schema stands here for the contract.
    validatorCompiler: (part) => part.httpPart === 'body' ? () => true : compile(part),
    schema: {
      consumes: ['multipart/form-data'], params: IdParams, body: AttachmentUpload,
      response: { 200: Attachments, 201: Attachments }, tags,
      summary: 'Hand in files to a request; a file that is there already is answered as it is there',
    },
  }, (request, reply) => receiveAttachments(deps, request, reply))
}

async function receiveAttachments (
  deps: Deps, request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply,
): Promise<void> {
  const { caller, params: { id } } = request
  // Nobody fills the store who could not hand in anything here.
  await authorizeAttachments(deps.db, caller, id, 'add')
  const staged = new Set<string>()
  try {
    const files = await receiveFiles(deps, request, staged)
    await write(deps, reply, async (tx) => {
      const { attachments, anyNew } = await addAttachments(deps, tx, caller, { id, files, ifMatch: ifMatchOf(request) })
      const body = { items: attachments.map(presentAttachment), nextCursor: null }
      return anyNew ? created(`/v1/requests/${id}/attachments`, body) : done(body)
    }, { content: { files: files.map(({ sha256, name, declaredType }) => ({ sha256, name, declaredType })) } })
  } finally {
    await discardUpload(deps, id, staged)
  }
}
