import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { pageOf } from '@lightwell/http/paging'
import { readableAgencies } from '@lightwell/http/policy'
import { presentSimilar, SimilarView } from '../views/present-similar.ts'
import { findSimilar } from '../store/similar.ts'
import { visibleRequest } from '../views/visible-request.ts'

/** Likely repeats (重复申请, 条例第三十六条第六项): they are shown with their answers, and people judge. */
export function serveSimilarRequests (app: App, deps: Deps): void {
  app.get('/v1/requests/:id/similar', {
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      response: { 200: pageOf(SimilarView) },
      tags: ['intake'],
      summary: 'Earlier requests of the same applicant that may ask the same, most similar first, with their answers',
    },
  }, async ({ caller, params: { id } }) => {
    await visibleRequest(deps.db, caller, id, 'find_similar')
    const similar = await findSimilar(deps.db, id, readableAgencies(caller, 'request', 'find_similar'))
    return { items: similar.map(presentSimilar), nextCursor: null }
  })
}
