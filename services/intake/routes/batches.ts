import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { bodyCheck } from '@lightwell/http/body-check'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import { done, write } from '@lightwell/http/write'
import { sha256Hex } from '@lightwell/secrets/hashes'
import { Batch, mostRows, RegisteredRow, Rehearsal } from '../batch.ts'
import { fileBatch, type Rows } from '../commands/file-batch.ts'
import { presentRegistered, presentRehearsal } from '../views/present-batch.ts'
import { readBatch } from '../read-batch.ts'
import { rehearse } from '../store/rehearse.ts'
import { checkAllButBody } from '../unchecked-body.ts'

const bodyLimit = 8 * 1_048_576

// The rows are checked one by one as they are filed, so that the faults of all of them are told.
const checkFrame = bodyCheck(Type.Object({
  rows: Type.Array(Type.Unknown(), { minItems: 1, maxItems: mostRows }),
}, { additionalProperties: false }))

const body = {
  content: {
    'application/json': { schema: Batch },
    'text/csv': {
      schema: Type.String({ description: 'UTF-8; a line of headings, then a letter a line.' }),
    },
  },
}
const answers = {
  200: Type.Object(Rehearsal.properties, { description: 'What the batch would come to, where `dryRun` is asked for.' }),
  201: Type.Object({ items: Type.Array(RegisteredRow) }),
}

/** Thirty letters in one call: all of them are registered, or none (W-04). */
export function serveBatches (app: App, deps: Deps): void {
  void app.register(async (scope) => {
    takeCsv(scope as unknown as FastifyInstance)
    serveBatch(scope as App, deps)
  })
}

// Only this route reads CSV.
function takeCsv (app: FastifyInstance): void {
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, async (request: FastifyRequest, bytes: Buffer) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(request.headers['content-type'] ?? '')?.[1]
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw doorErrors.unsupportedMediaType()
    if (!/^(identity)?$/i.test(request.headers['content-encoding'] ?? '')) throw doorErrors.unsupportedEncoding()
    return bytes
  })
}

function serveBatch (app: App, deps: Deps): void {
  app.post('/v1/requests/batch', {
    bodyLimit,
    // Who may not register reads so before his letters are read.
    onRequest: async ({ caller }) => void agenciesOf(caller),
    validatorCompiler: checkAllButBody,
    schema: {
      querystring: Type.Object({
        dryRun: Type.Optional(Type.Boolean({ description: 'Writes nothing, and tells what the batch would come to.' })),
      }, { additionalProperties: false }),
      body, response: answers, tags: ['intake'],
      summary: 'Register up to 200 letters at once, from CSV or JSON; all of them or none',
    },
  }, async (request, reply) => {
    const { caller, headers, query: { dryRun = false } } = request
    const sent = request.body as unknown
    const rows = rowsOf(caller, sent)
    const language = preferredLanguage(headers['accept-language'])
    if (dryRun) {
      const { filed, faults } = await rehearse(deps.db, async (tx) => await fileBatch(deps, tx, caller, rows))
      return await reply.send(presentRehearsal(filed, faults, language))
    }
    await write(deps, reply, async (tx) => {
      const { filed, faults } = await fileBatch(deps, tx, caller, rows)
      refuseFaults(faults)
      return { ...done({ items: filed.map((row) => presentRegistered(row, language)) }), status: 201 }
    }, { settled: false, content: Buffer.isBuffer(sent) ? sha256Hex(sent) : sent })
  })
}

function rowsOf (caller: Caller, sent: unknown): Rows {
  const agencies = agenciesOf(caller)
  if (Buffer.isBuffer(sent)) return readBatch(sent, { agency: agencies.length === 1 ? agencies[0] : undefined })
  refuseFaults(checkFrame(sent))
  return { rows: (sent as { rows: unknown[] }).rows, faults: [] }
}

function agenciesOf (caller: Caller): string[] {
  if (caller.kind === 'anonymous') throw doorErrors.unauthenticated()
  if (caller.kind !== 'staff') throw doorErrors.notAllowed()
  return [...new Set(authorize(caller, 'request', 'file', { agencyCode: null }).map((post) => post.agencyCode))]
}
