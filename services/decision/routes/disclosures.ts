import { Type, type Static } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { etagOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { limit as limited } from '@lightwell/http/limits'
import { Line } from '@lightwell/http/line'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { permission } from '@lightwell/http/policy'
import { errors } from '../errors.ts'
import { DayText, IdParams } from '../fields.ts'
import { DisclosureView, KeptDisclosureView, presentDisclosure, presentKeptDisclosure } from '../views/present-disclosure.ts'
import { releasedDisclosure } from '../released-disclosure.ts'
import { fileEnding } from '../rules/file-ending.ts'
import { findVersion } from '../store/cases.ts'
import { listCopies } from '../store/disclosure-copies.ts'
import { findDisclosure, listDisclosures } from '../store/disclosures.ts'
import { writeAtom } from '../write-atom.ts'

const tags = ['decision']

const DisclosureQuery = Type.Object({
  ...PageQuery,
  q: Type.Optional({ ...Line(100), description: 'Words of the name or the summary.' }),
  agency: Type.Optional(AgencyCode),
  category: Type.Optional(Type.String({ maxLength: 64 })),
  from: Type.Optional({ ...DayText, description: 'Made on this day or later.' }),
  to: Type.Optional({ ...DayText, description: 'Made on this day or before.' }),
}, { additionalProperties: false })
type DisclosureQuery = Static<typeof DisclosureQuery>

/** What was made public, for everyone: the catalogue 公开目录 with its search and its feed, each entry, and its content. */
export function serveDisclosures (app: App, deps: Deps): void {
  app.get('/v1/disclosures', {
    config: limited('reads'),
    schema: {
      querystring: DisclosureQuery, response: { 200: pageOf(DisclosureView) }, tags,
      summary: 'The catalogue of what was made public, the latest first; its Atom twin is named in the Link header',
    },
  }, async (request, reply) => {
    const { language, items, nextCursor } = await readPage(deps, request)
    const links = [
      `<${addressOf('.atom', request.query)}>; rel="alternate"; type="application/atom+xml"`,
      ...nextCursor === null ? [] : [`<${addressOf('', { ...request.query, cursor: nextCursor })}>; rel="next"`],
    ]
    void reply.headers({ link: links.join(', '), 'content-language': language, vary: 'accept-language' })
    return { items, nextCursor }
  })

  app.get('/v1/disclosures.atom', {
    config: limited('reads'),
    schema: {
      querystring: DisclosureQuery, tags, summary: 'The same as an Atom feed',
      response: { 200: { description: 'The feed', content: { 'application/atom+xml': { schema: Type.String() } } } },
    },
  }, async (request, reply) => {
    const { language, items, nextCursor } = await readPage(deps, request)
    const { cursor: _cursor, ...first } = request.query
    const { limit: _limit, ...search } = first
    void reply.headers({ 'content-language': language, vary: 'accept-language' })
    return await reply.type('application/atom+xml; charset=utf-8').send(writeAtom({
      entries: items, language, feed: addressOf('.atom', search), links: {
        self: addressOf('.atom', request.query), first: addressOf('.atom', first), twin: addressOf('', request.query),
        next: nextCursor === null ? null : addressOf('.atom', { ...request.query, cursor: nextCursor }),
      },
    }) as never)
  })

  serveEntries(app, deps)
}

function serveEntries (app: App, deps: Deps): void {
  app.get('/v1/disclosures/:id', {
    config: limited('reads'),
    schema: {
      params: IdParams, response: { 200: KeptDisclosureView }, tags,
      summary: 'An entry of the catalogue; its agency reads it when it was taken down too, and which portals still have it',
    },
  }, async (request, reply) => {
    const { caller, params: { id } } = request
    const disclosure = await findDisclosure(deps.db, id)
    if (disclosure === undefined) throw doorErrors.notFound()
    const language = languageOf(request)
    void reply.headers({ 'content-language': language, vary: 'authorization, accept-language' })
    const isKeeper = caller.kind === 'staff' &&
      permission(caller, 'publication', 'read', { agencyCode: disclosure.agencyCode }).allowed
    if (!isKeeper && disclosure.takenDownAt !== null) throw errors.takenDown()
    if (!isKeeper) return presentDisclosure(disclosure, language)
    void reply.header('etag', etagOf(await findVersion(deps.db, disclosure.publicationId)))
    return presentKeptDisclosure(disclosure, await listCopies(deps.db, id), language)
  })

  app.get('/v1/disclosures/:id/content', {
    config: limited('reads'),
    schema: {
      params: IdParams, tags, summary: 'What was made public, to the byte; whether it still is that is looked at each time',
      response: {
        200: { description: 'The bytes', content: { 'text/plain': { schema: Type.String() }, 'application/octet-stream': { schema: Type.String() } } },
      },
    },
  }, async ({ params: { id } }, reply) => {
    const { disclosure: { indexNumber, mediaType, sha256 }, bytes } = await releasedDisclosure(deps, id)
    return await reply.headers({
      'content-type': mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
      'content-disposition': `attachment; filename="${indexNumber}.${fileEnding(mediaType)}"`,
      etag: `"${sha256}"`,
    }).send(bytes as never)
  })
}

async function readPage (deps: Deps, request: FastifyRequest<{ Querystring: DisclosureQuery }>) {
  const { limit = defaultLimit, cursor, ...search } = request.query
  const language = languageOf(request)
  const rows = await listDisclosures(deps.db, search, { after: positionOf(cursor, ['instant', 'id']), limit })
  const { items, nextCursor } = cutPage(rows, limit, ({ publishedAt, id }) => [publishedAt.toISOString(), id])
  return { language, items: items.map((disclosure) => presentDisclosure(disclosure, language)), nextCursor }
}

// A length that nobody asked for is left out.
function addressOf (twin: '' | '.atom', { limit, ...query }: DisclosureQuery): string {
  const asked = limit === undefined || limit === defaultLimit ? query : { ...query, limit }
  const search = new URLSearchParams(Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)])).toString()
  return `/v1/disclosures${twin}${search === '' ? '' : `?${search}`}`
}

function languageOf ({ headers }: FastifyRequest) {
  return preferredLanguage(headers['accept-language'])
}
