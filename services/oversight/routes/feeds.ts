import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { errors } from '@lightwell/http/errors'
import { preferredLanguage } from '@lightwell/http/language'
import { limit as limited } from '@lightwell/http/limits'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { created, done, write } from '@lightwell/http/write'
import { openFeed } from '../commands/open-feed.ts'
import { revokeFeed } from '../commands/revoke-feed.ts'
import { feedOwner } from '../feed-owner.ts'
import { FeedView, NewFeed, OpenedFeed, presentFeed } from '../feed.ts'
import { readFeed } from '../read-feed.ts'
import { findFeed, listFeeds } from '../store/feeds.ts'
import { writeCalendar } from '../write-calendar.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const FeedQuery = Type.Object(PageQuery, { additionalProperties: false })
const tags = ['oversight']

/** Serves calendar feeds: opened and revoked by their owner, read by whoever knows the address. */
export function serveFeeds (app: App, deps: Deps): void {
  serveOwnFeeds(app, deps)
  app.get('/v1/feeds/:secret.ics', {
    config: limited('reads'),
    schema: {
      params: Type.Object({ secret: Type.String({ maxLength: 100 }) }), tags,
      summary: 'The calendar of a feed (iCalendar), without a token: the address is the secret',
      response: { 200: { description: 'Due days as whole days', content: { 'text/calendar': { schema: Type.String() } } } },
    },
  }, async (request, reply) => {
    const found = await readFeed(deps.db, request.params.secret, deps.clock.now())
    if (found === undefined) throw errors.notFound()
    void reply.headers({
      'cache-control': 'private, max-age=300', 'content-language': found.feed.language, 'x-robots-tag': 'noindex',
    })
    return await reply.type('text/calendar; charset=utf-8').send(writeCalendar(found.feed, found.days))
  })
}

function serveOwnFeeds (app: App, deps: Deps): void {
  app.post('/v1/feeds', {
    schema: {
      body: NewFeed, response: { 201: OpenedFeed }, tags, summary: 'Open a calendar feed; its address is told once',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const language = request.body.language ?? preferredLanguage(request.headers['accept-language'])
    const { feed, secret } = await openFeed(deps, tx, request.caller, { ...request.body, language })
    return created(`/v1/feeds/${feed.id}`, { ...presentFeed(feed), address: `/v1/feeds/${secret}.ics` })
  }))

  app.get('/v1/feeds', {
    schema: { querystring: FeedQuery, response: { 200: pageOf(FeedView) }, tags, summary: 'Your calendar feeds' },
  }, async ({ caller, query: { limit = defaultLimit, cursor } }) => {
    const page = { limit: limit + 1, after: positionOf(cursor, ['id'])?.[0] }
    const rows = await listFeeds(deps.db, await feedOwner(deps.db, caller), page)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentFeed), nextCursor }
  })

  app.get('/v1/feeds/:id', {
    schema: { params, response: { 200: FeedView }, tags, summary: 'One of your calendar feeds' },
  }, async ({ caller, params: { id } }) => {
    const feed = await findFeed(deps.db, await feedOwner(deps.db, caller), id)
    if (feed === undefined) throw errors.notFound()
    return presentFeed(feed)
  })

  app.post('/v1/feeds/:id/revocation', {
    schema: { params, response: { 200: FeedView }, tags, summary: 'End a calendar feed; it counts at once' },
  }, (request, reply) => write(deps, reply, async (tx) =>
    done(presentFeed(await revokeFeed(deps, tx, request.caller, request.params.id)))))
}
