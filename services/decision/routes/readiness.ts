import { Type, type Static } from '@sinclair/typebox'
import type { Day } from '@lightwell/calendar/day'
import { dayIn } from '@lightwell/calendar/zoned'
import type { Deps } from '@lightwell/events/deps'
import type { App } from '@lightwell/http/app'
import { inLanguage, preferredLanguage, type Language } from '@lightwell/http/language'
import { nullable } from '@lightwell/http/nullable'
import { requestFor } from '../authorize-staff.ts'
import { blockerText } from '../blocker-text.ts'
import { IdParams } from '../fields.ts'
import { loadReadiness } from '../load-readiness.ts'
import type { Blocker } from '../rules/blocker.ts'
import { readiness } from '../rules/readiness.ts'
import { whoMay, type PostHolder } from '../rules/who-may.ts'
import { findDueOn } from '../store/deadlines.ts'
import { listPostHolders } from '../store/post-holders.ts'

const BlockerView = Type.Object({
  code: Type.String(),
  what: Type.String(),
  duties: Type.Array(Type.String(), { description: 'Whose it is to do; none where nobody of the agency has to act' }),
  people: Type.Array(Type.Object({
    id: Type.String(), name: Type.String(), asDeputy: Type.Boolean(),
    awayUntil: nullable(Type.String({ description: 'The last day on which he is away' })),
  }), { description: 'Who holds the duty and may do it: neither who submitted, nor who proposed or signed before' }),
  outside: nullable(Type.String({ description: 'The other body, or applicant or consulted, where one of these has to act' })),
  by: nullable(Type.String({ description: 'Its own day, or else the legal day of the answer' })),
  recordId: nullable(Type.String()),
  subjectId: nullable(Type.String({ description: 'The task, referral, consultation, decision or notice' })),
})

const ReadinessView = Type.Object({
  requestId: Type.String(),
  status: Type.String(),
  on: Type.String(),
  dueOn: nullable(Type.String()),
  blockers: Type.Array(BlockerView, { description: 'All that still keeps the answer from reaching the applicant' }),
})

/** What a request still waits for before it is answered: by whom, and by which day. */
export function serveReadiness (app: App, deps: Deps): void {
  app.get('/v1/requests/:id/readiness', {
    schema: {
      params: IdParams, response: { 200: ReadinessView }, tags: ['decision'],
      summary: 'All that still blocks the answer to a request, by person and day 待办清单',
    },
  }, async ({ caller, params: { id }, headers }, reply) => {
    const { request } = await requestFor(deps.db, id, { caller, resource: 'decision', verb: 'read' })
    const on = dayIn(deps.clock.now(), request.zone)
    const blockers = readiness(await loadReadiness(deps.db, request, on))
    const holders = await listPostHolders(deps.db, request.agencyCode, on)
    const dueOn = await findDueOn(deps.db, id) ?? null
    const language = preferredLanguage(headers['accept-language'])
    void reply.header('vary', 'authorization, accept-language')
    return {
      requestId: id, status: request.status, on, dueOn,
      blockers: blockers.map((blocker) => presentBlocker(blocker, { holders, dueOn, language })),
    }
  })
}

function presentBlocker (
  blocker: Blocker, { holders, dueOn, language }: { holders: readonly PostHolder[], dueOn: Day | null, language: Language },
): Static<typeof BlockerView> {
  const { code, waitsFor, by, recordId = null, subjectId = null } = blocker
  return {
    code, what: inLanguage(blockerText(blocker), language), by: by ?? dueOn, recordId, subjectId,
    duties: waitsFor !== null && 'duties' in waitsFor ? [...waitsFor.duties] : [],
    people: whoMay(waitsFor, holders)
      .map(({ personId: id, name, asDeputy, awayUntil }) => ({ id, name, asDeputy, awayUntil })),
    outside: outsideOf(waitsFor),
  }
}

function outsideOf (waitsFor: Blocker['waitsFor']): string | null {
  if (waitsFor === null || 'duties' in waitsFor) return null
  return 'agency' in waitsFor ? waitsFor.agency : waitsFor.outside
}
