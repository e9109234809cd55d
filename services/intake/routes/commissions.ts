import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { CommissionBody, giveCommission } from '../commands/give-commission.ts'
import { PostView, presentPost } from '../views/present-post.ts'

/** Lending an agency that is short of people those of the body above (委托). */
export function serveCommissions (app: App, deps: Deps): void {
  app.post('/v1/commissions', {
    attachValidation: true,
    schema: {
      body: CommissionBody, response: { 201: PostView }, tags: ['intake'],
      summary: 'Commission who holds the same duty in the body above, for days and in writing; he then has a post there',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const post = await giveCommission(deps, tx, request.caller, sentBody<CommissionBody>(request))
    return created(`/v1/posts/${post.id}`, presentPost(post))
  }))
}
