import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { preferredMedia } from '@lightwell/http/accept'
import type { App } from '@lightwell/http/app'
import { preferredLanguage, type Language } from '@lightwell/http/language'
import { cutPage, defaultLimit, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { casesAsked, DeadlineRegisterQuery } from '../deadline-register-query.ts'
import { deadlineWish } from '../deadline-wish.ts'
import { findDeadlinesAsked } from '../find-deadlines-asked.ts'
import { presentSupervised, SupervisedDeadline, supervisedHeader, supervisedLines } from '../views/present-deadline-register.ts'
import { readSupervised } from '../read-supervised.ts'
import { placeOf, type DeadlineRow } from '../store/deadlines.ts'
import type { Moment } from '../store/moment.ts'

/** The most lines of one answer as CSV; where there are more, its Link header says where they go on. */
const mostLines = 5_000

// So many cases are read at once while an answer as CSV is sent.
const linesAtOnce = 200

const answers = {
  200: {
    description: 'A page of the register. One that asks for heldBy, waitingFor, pausedFor or stage looks at some 5 000 cases: it '
      + 'may then hold fewer than asked for, or none, and goes on at its cursor. As CSV (UTF-8 with BOM) it holds up to 5 000 lines; where there are more, the '
      + 'header `Link: <…>; rel="next"` gives the address of the lines that follow.',
    content: {
      'application/json': { schema: pageOf(SupervisedDeadline) },
      'text/csv': { schema: Type.String() },
    },
  },
}

/** The register of deadlines: how every case of the caller's agencies stands at an instant, in pages or as CSV. */
export function serveDeadlineRegister (app: App, deps: Deps): void {
  app.get('/v1/deadline-register', {
    schema: {
      querystring: DeadlineRegisterQuery, response: answers, tags: ['oversight'],
      summary: 'How cases stand at an instant: overdue, due soon, paused, waiting for whom, held by whom; also as CSV',
    },
  }, async ({ query, caller, headers, url }, reply) => {
    authorize(caller, 'oversight', 'read', { agencyCode: query.agency ?? null })
    const cases = casesAsked(query, { scope: readableAgencies(caller, 'oversight', 'read'), now: deps.clock.now() })
    const asCsv = preferredMedia(headers.accept, ['application/json', 'text/csv']) === 'text/csv'
    const limit = query.limit ?? (asCsv ? mostLines : defaultLimit)
    const wish = await deadlineWish(deps.db, cases, query.standing)
    const page = { limit: limit + 1, after: positionOf(query.cursor, ['instant', 'id']) }
    const { rows, lookedUpTo } = await findDeadlinesAsked(deps.db, wish, page)
    const { items, nextCursor } = cutPage(rows, limit, placeOf, lookedUpTo)
    void reply.header('vary', 'authorization, accept, accept-language')
    if (asCsv) {
      const lines = linesOf(deps, items, wish.moment, preferredLanguage(headers['accept-language']))
      // The pages that follow are about the same instant.
      return await sendCsv(reply, lines, addressAfter(url, nextCursor, wish.moment.at))
    }
    return { items: (await readSupervised(deps.db, items, wish.moment)).map(presentSupervised), nextCursor }
  })
}

async function * linesOf (
  deps: Deps, rows: readonly DeadlineRow[], moment: Moment, language: Language,
): AsyncGenerator<string> {
  yield supervisedHeader(language)
  for (let from = 0; from < rows.length; from += linesAtOnce) {
    const cases = await readSupervised(deps.db, rows.slice(from, from + linesAtOnce), moment)
    yield supervisedLines(cases.map(presentSupervised), language)
  }
}

async function sendCsv (reply: FastifyReply, lines: AsyncGenerator<string>, next: string | null) {
  void reply.type('text/csv; charset=utf-8; header=present')
  void reply.header('content-disposition', 'attachment; filename="deadlines.csv"')
  if (next !== null) void reply.header('link', `<${next}>; rel="next"`)
  return await reply.send(Readable.from(lines))
}

/** The address of a list with another cursor, about one instant. */
function addressAfter (url: string, cursor: string | null, asOf: Date): string | null {
  if (cursor === null) return null
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  parameters.set('asOf', asOf.toISOString())
  return `${path}?${parameters}`
}
