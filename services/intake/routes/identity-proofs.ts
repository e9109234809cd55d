import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { proveIdentity } from '../commands/prove-identity.ts'
import { renewToken } from '../commands/renew-token.ts'
import { presentRequest, RequestView } from '../views/present-request.ts'
import { Proof } from '../proof.ts'

const params = Type.Object({ id: Type.String({ format: 'uuid' }) })

const TokenRenewal = Type.Object({ proof: Proof }, { additionalProperties: false })

const RenewedToken = Type.Object({
  accessToken: Type.String({ description: 'Opens what the lost one did; told once. The lost one opens nothing any more.' }),
})

/** Who the applicant is, as somebody saw it, and the token that he gets again for it. */
export function serveIdentityProofs (app: App, deps: Deps): void {
  const tags = ['intake']
  // What the schema refuses and what the rules refuse are told together.
  const attachValidation = true

  app.post('/v1/requests/:id/identity-proofs', {
    attachValidation,
    schema: {
      params, body: Proof, response: { 201: RequestView }, tags,
      summary: 'Record how somebody saw that the applicant is who he says 身份核验',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, headers } = request
    const view = await proveIdentity(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    const language = preferredLanguage(headers['accept-language'])
    return created(`/v1/requests/${id}`, presentRequest(view, { caller, now: deps.clock.now(), language }))
  }))

  app.post('/v1/requests/:id/access-token', {
    attachValidation,
    schema: {
      params, body: TokenRenewal, response: { 200: RenewedToken }, tags,
      summary: 'Renew a lost access token 补发查询码, against a proof of identity',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id } } = request
    const accessToken = await renewToken(deps, tx, caller, { id, ...sentBody(request), ifMatch: ifMatchOf(request) })
    return done({ accessToken })
  }))
}
