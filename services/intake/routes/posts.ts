import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { preferredLanguage } from '@lightwell/http/language'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { addPost } from '../commands/add-post.ts'
import { recordAbsence } from '../commands/record-absence.ts'
import { revokePost } from '../commands/revoke-post.ts'
import { DayText } from '../day-text.ts'
import { AbsenceView, NewPost, PostView, presentPost } from '../views/present-post.ts'
import { NewGaps, presentGaps } from '../views/present-gaps.ts'
import { listPosts } from '../store/posts.ts'
import { agenciesOfPosts, visiblePost } from '../views/visible-post.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const Absence = Type.Object({ from: DayText, until: DayText }, { additionalProperties: false })
const RevokedPost = Type.Composite([PostView, NewGaps])
const PostQuery = Type.Object({ ...PageQuery, agency: Type.Optional(AgencyCode) }, { additionalProperties: false })

/** Who holds which duty, and who stands in (A/B 岗). */
export function servePosts (app: App, deps: Deps): void {
  app.get('/v1/posts', {
    schema: {
      querystring: PostQuery,
      response: { 200: pageOf(PostView) },
      tags: ['intake'],
      summary: 'Posts, their holders and deputies',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor } }) => {
    const readable = agenciesOfPosts(caller)
    const agencyCodes = agency === undefined ? readable : [agency].filter((code) => readable?.includes(code) ?? true)
    const filter = { agencyCodes, after: positionOf(cursor, ['id'])?.[0], now: deps.clock.now() }
    const rows = await listPosts(deps.db, filter, limit + 1)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentPost), nextCursor }
  })

  app.get('/v1/posts/:id', {
    schema: { params, response: { 200: PostView }, tags: ['intake'], summary: 'A post' },
  }, async ({ caller, params: { id } }) => presentPost(await visiblePost(deps.db, caller, id, deps.clock.now())))

  app.post('/v1/posts', {
    attachValidation: true,
    schema: {
      body: NewPost, response: { 201: PostView }, tags: ['intake'], summary: 'Give a duty to a person, who may be new',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const post = await addPost(deps, tx, request.caller, sentBody<NewPost>(request))
    return created(`/v1/posts/${post.id}`, presentPost(post))
  }))

  app.post('/v1/posts/:id/absences', {
    schema: {
      params, body: Absence, response: { 201: AbsenceView }, tags: ['intake'],
      summary: 'Say on which days the holder of a post is away; his deputy then acts',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: postId }, body } = request
    return created(`/v1/posts/${postId}`, await recordAbsence(deps, tx, caller, { postId, ...body }))
  }))

  app.post('/v1/posts/:id/revocation', {
    schema: { params, response: { 200: RevokedPost }, tags: ['intake'], summary: 'End a post; it counts at once' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { post, gaps } = await revokePost(deps, tx, request.caller, request.params.id)
    return done({ ...presentPost(post), ...presentGaps(gaps, preferredLanguage(request.headers['accept-language'])) })
  }))
}
