import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { preferredMedia } from '@lightwell/http/accept'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage, type Language } from '@lightwell/http/language'
import { cutPage, defaultLimit, pageOf, positionOf } from '@lightwell/http/paging'
import { registerHeader, registerLines } from '../views/present-register.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'
import { filterOf, RegisterQuery } from '../register-query.ts'
import { requestsOf } from '../requests-of.ts'
import { mergedInto } from '../store/agencies.ts'
import { findCases } from '../store/cases.ts'
import { findRegisterPage } from '../store/register.ts'

/** The most lines of one answer as CSV; where there are more, its Link header says where they go on. */
const mostLines = 10_000

// So many requests are read at once while an answer as CSV is sent.
const linesAtOnce = 200

const answers = {
  200: {
    description: 'A page of the register. As CSV (UTF-8 with BOM, for staff) it holds up to 10 000 lines; where there are '
      + 'more, the header `Link: <…>; rel="next"` gives the address of the lines that follow.',
    content: {
      'application/json': { schema: pageOf(RequestView) },
      'text/csv': { schema: Type.String() },
    },
  },
}

/** The register (登记簿): what a caller may see of all requests, narrowed, newest first, in pages or as CSV. */
export function serveRegister (app: App, deps: Deps): void {
  app.get('/v1/requests', {
    schema: {
      querystring: RegisterQuery, response: answers, tags: ['intake'],
      summary: 'The register 登记簿: the requests of the caller, newest first; also as CSV',
    },
  }, async ({ query, caller, headers, url }, reply) => {
    const owners = requestsOf(caller, query.agency === undefined ? undefined : await mergedInto(deps.db, query.agency))
    const asCsv = preferredMedia(headers.accept, ['application/json', 'text/csv']) === 'text/csv'
    if (asCsv && caller.kind !== 'staff') throw errors.notAllowed()
    const limit = query.limit ?? (asCsv ? mostLines : defaultLimit)
    const now = deps.clock.now()
    const page = { after: positionOf(query.cursor, ['id'])?.[0], limit: limit + 1, now }
    const found = await findRegisterPage(deps.db, owners, filterOf(caller, query), page)
    const { items: ids, nextCursor } = cutPage(found, limit, (id) => [id])
    const language = preferredLanguage(headers['accept-language'])
    void reply.header('vary', 'authorization, accept, accept-language')
    if (asCsv) return await sendCsv(reply, linesOf(deps, ids, { now, language }), addressAfter(url, nextCursor))
    const views = await findCases(deps.db, ids)
    return { items: views.map((view) => presentRequest(view, { caller, now, language })), nextCursor }
  })
}

// The ids stand before the first line is sent, so that requests that come in meanwhile move none of them.
async function * linesOf (
  deps: Deps, ids: readonly string[], reading: { now: Date, language: Language },
): AsyncGenerator<string> {
  yield registerHeader(reading.language)
  for (let from = 0; from < ids.length; from += linesAtOnce) {
    yield registerLines(await findCases(deps.db, ids.slice(from, from + linesAtOnce)), reading)
  }
}

async function sendCsv (reply: FastifyReply, lines: AsyncGenerator<string>, next: string | null) {
  void reply.type('text/csv; charset=utf-8; header=present')
  void reply.header('content-disposition', 'attachment; filename="register.csv"')
  if (next !== null) void reply.header('link', `<${next}>; rel="next"`)
  return await reply.send(Readable.from(lines))
}

/** The address of a list with another cursor. */
function addressAfter (url: string, cursor: string | null): string | null {
  if (cursor === null) return null
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  return `${path}?${parameters}`
}
