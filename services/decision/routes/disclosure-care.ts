import { Type } from '@sinclair/typebox'
import { isDay } from '@lightwell/calendar/day'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { errors as doorErrors } from '@lightwell/http/errors'
import { ifMatchOf } from '@lightwell/http/etag'
import { preferredLanguage } from '@lightwell/http/language'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { checkDisclosure, CheckBody } from '../commands/check-disclosure.ts'
import { ConfirmationBody, confirmDisclosure } from '../commands/confirm-disclosure.ts'
import { LevelRaiseBody, raiseLevel } from '../commands/raise-level.ts'
import { TakedownBody, takeDownDisclosure } from '../commands/take-down-disclosure.ts'
import { IdParams } from '../fields.ts'
import { CheckView, DisclosureView, KeptDisclosureView, presentCheck, presentDisclosure, presentKeptDisclosure } from '../views/present-disclosure.ts'
import { listCopies } from '../store/disclosure-copies.ts'
import { findDisclosure, listChecks, listStale } from '../store/disclosures.ts'

const tags = ['decision']

/** What becomes of what was made public: looked at again, confirmed, or taken down. */
export function serveDisclosureCare (app: App, deps: Deps): void {
  serveChecks(app, deps)
  serveStale(app, deps)
  serveLevelRaise(app, deps)

  app.post('/v1/disclosures/:id/takedown', {
    schema: {
      params: IdParams, body: TakedownBody, response: { 200: KeptDisclosureView }, tags,
      summary: 'Take down what is public, at once; every portal that copied it has to remove it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: disclosureId } } = request
    const down = await takeDownDisclosure(deps, tx, caller, { disclosureId, body, ifMatch: ifMatchOf(request) })
    return done(presentKeptDisclosure(down, await listCopies(tx, disclosureId), preferredLanguage(request.headers['accept-language'])))
  }))

  app.post('/v1/disclosures/:id/confirmation', {
    schema: {
      params: IdParams, body: ConfirmationBody, response: { 200: KeptDisclosureView }, tags,
      summary: 'Say that what is public still holds, so that it need not be looked at again before a day',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: disclosureId } } = request
    const confirmed = await confirmDisclosure(deps, tx, caller, { disclosureId, until: body?.freshUntil, ifMatch: ifMatchOf(request) })
    return done(presentKeptDisclosure(confirmed, await listCopies(tx, disclosureId), preferredLanguage(request.headers['accept-language'])))
  }))
}

function serveChecks (app: App, deps: Deps): void {
  app.post('/v1/disclosures/:id/checks', {
    schema: {
      params: IdParams, body: CheckBody, response: { 201: CheckView }, tags,
      summary: 'Look at what was made public; a secret is taken down with the finding, and is an incident',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body, params: { id: disclosureId } } = request
    const check = await checkDisclosure(deps, tx, caller, { disclosureId, body, ifMatch: ifMatchOf(request) })
    return created(`/v1/disclosures/${disclosureId}/checks`, presentCheck(check))
  }))

  app.get('/v1/disclosures/:id/checks', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(CheckView) }, tags, summary: 'Who looked at it and what he found, oldest first',
    },
  }, async ({ caller, params: { id }, query: { limit = defaultLimit, cursor } }) => {
    const disclosure = await findDisclosure(deps.db, id)
    authorize(caller, 'publication', 'read', { agencyCode: disclosure?.agencyCode ?? null })
    if (disclosure === undefined) throw doorErrors.notFound()
    const rows = await listChecks(deps.db, id, { after: positionOf(cursor, ['id'])?.[0], limit })
    const { items, nextCursor } = cutPage(rows, limit, (check) => [check.id])
    return { items: items.map(presentCheck), nextCursor }
  })
}

function serveLevelRaise (app: App, deps: Deps): void {
  app.post('/v1/disclosures/:id/level-raise', {
    attachValidation: true,
    schema: {
      params: IdParams, body: LevelRaiseBody, response: { 200: KeptDisclosureView }, tags,
      summary: 'Say that what is public was raised to a secret level 升密: it is taken down, and is an incident',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: disclosureId } } = request
    const down = await raiseLevel(deps, tx, caller, {
      disclosureId, ...sentBody<LevelRaiseBody>(request), ifMatch: ifMatchOf(request),
    })
    return done(presentKeptDisclosure(down, await listCopies(tx, disclosureId), preferredLanguage(request.headers['accept-language'])))
  }))
}

function serveStale (app: App, deps: Deps): void {
  app.get('/v1/disclosures/stale', {
    schema: {
      querystring: Type.Object({ ...PageQuery, agency: Type.Optional(AgencyCode) }, { additionalProperties: false }),
      response: { 200: pageOf(DisclosureView) }, tags,
      summary: 'What is public and has to be confirmed or changed, the longest due first',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor }, headers }) => {
    authorize(caller, 'disclosure', 'confirm', { agencyCode: agency ?? null })
    const rows = await listStale(deps.db, {
      agencies: agency === undefined ? readableAgencies(caller, 'disclosure', 'confirm') : [agency], now: deps.clock.now(),
    }, { after: positionOf(cursor, [isDay, 'id']), limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ freshUntil, id }) => [freshUntil as string, id])
    return { items: items.map((row) => presentDisclosure(row, preferredLanguage(headers['accept-language']))), nextCursor }
  })
}
