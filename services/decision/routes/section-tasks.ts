import { Type } from '@sinclair/typebox'
import { isDay } from '@lightwell/calendar/day'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { ifMatchOf } from '@lightwell/http/etag'
import { Line } from '@lightwell/http/line'
import { listed } from '@lightwell/http/listed'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { requestFor } from '../authorize-staff.ts'
import { answerSectionTask } from '../commands/answer-section-task.ts'
import { endSectionTask } from '../commands/end-section-task.ts'
import { openSectionTask } from '../commands/open-section-task.ts'
import { IdParams } from '../fields.ts'
import { presentSectionTask, SectionTaskView } from '../views/present-section-task.ts'
import { SectionAnswerBody, SectionTaskBody } from '../rules/section-task.ts'
import { listTasks, listTasksOf } from '../store/section-tasks.ts'

const tags = ['decision']
const EndBody = Type.Object({ reason: Line(2_000) }, { additionalProperties: false })
const ListQuery = Type.Object({
  ...PageQuery, agency: Type.Optional(AgencyCode), state: Type.Optional(listed(['open', 'answered', 'ended'])),
}, { additionalProperties: false })

/** Questions to business sections 交办业务科室: asking, answering and ending them, and what is still owed. */
export function serveSectionTasks (app: App, deps: Deps): void {
  app.post('/v1/requests/:id/section-tasks', {
    attachValidation: true,
    schema: {
      params: IdParams, body: SectionTaskBody, response: { 201: SectionTaskView }, tags,
      summary: 'Ask a business section to look for something until a day',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: requestId } } = request
    const task = await openSectionTask(deps, tx, caller, {
      requestId, ...sentBody<SectionTaskBody>(request), ifMatch: ifMatchOf(request),
    })
    return created(`/v1/requests/${requestId}/section-tasks`, presentSectionTask(task, deps.clock.now()))
  }))
  serveClosing(app, deps)
  serveLists(app, deps)
}

function serveClosing (app: App, deps: Deps): void {
  app.post('/v1/section-tasks/:id/answer', {
    attachValidation: true,
    schema: {
      params: IdParams, body: SectionAnswerBody, response: { 200: SectionTaskView }, tags,
      summary: 'Answer a question to a section, with the search that was made for it',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id: taskId } } = request
    const task = await answerSectionTask(deps, tx, caller, {
      taskId, ...sentBody<SectionAnswerBody>(request), ifMatch: ifMatchOf(request),
    })
    return done(presentSectionTask(task, deps.clock.now()))
  }))

  app.post('/v1/section-tasks/:id/ending', {
    schema: {
      params: IdParams, body: EndBody, response: { 200: SectionTaskView }, tags,
      summary: 'End a question to a section that needs no answer any more',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, body: { reason }, params: { id: taskId } } = request
    return done(presentSectionTask(
      await endSectionTask(deps, tx, caller, { taskId, reason, ifMatch: ifMatchOf(request) }), deps.clock.now()))
  }))
}

function serveLists (app: App, deps: Deps): void {
  app.get('/v1/requests/:id/section-tasks', {
    schema: {
      params: IdParams, querystring: Type.Object(PageQuery, { additionalProperties: false }),
      response: { 200: pageOf(SectionTaskView) }, tags, summary: 'The questions of a request to sections, oldest first',
    },
  }, async ({ caller, params, query: { limit = defaultLimit, cursor } }) => {
    await requestFor(deps.db, params.id, { caller, resource: 'section_task', verb: 'read' })
    const rows = await listTasksOf(deps.db, params.id, positionOf(cursor, ['id'])?.[0], limit)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map((task) => presentSectionTask(task, deps.clock.now())), nextCursor }
  })

  app.get('/v1/section-tasks', {
    schema: {
      querystring: ListQuery, response: { 200: pageOf(SectionTaskView) }, tags,
      summary: 'Questions to the sections of an agency, open ones where no state is named, the earliest due first',
    },
  }, async ({ caller, query: { agency, state = 'open', limit = defaultLimit, cursor } }) => {
    authorize(caller, 'section_task', 'read', { agencyCode: agency ?? null })
    const agencies = agency === undefined ? readableAgencies(caller, 'section_task', 'read') : [agency]
    const rows = await listTasks(deps.db, { agencies, state }, { after: positionOf(cursor, [isDay, 'id']), limit })
    const { items, nextCursor } = cutPage(rows, limit, ({ dueOn, id }) => [dueOn, id])
    return { items: items.map((task) => presentSectionTask(task, deps.clock.now())), nextCursor }
  })
}
