import { Type } from '@sinclair/typebox'
import { parseDay } from '@lightwell/calendar/day'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import type { Caller } from '@lightwell/http/caller'
import { errors } from '@lightwell/http/errors'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { sentBody } from '@lightwell/http/sent-body'
import { created, write } from '@lightwell/http/write'
import { recordInquiry } from '../commands/record-inquiry.ts'
import { DayText } from '../day-text.ts'
import { InquiryBody, InquiryView, presentInquiry } from '../views/present-inquiry.ts'
import { listInquiries } from '../store/inquiries.ts'

const tags = ['intake']
const InquiryQuery = Type.Object({
  ...PageQuery, agency: Type.Optional(AgencyCode), from: Type.Optional(DayText), to: Type.Optional(DayText),
}, { additionalProperties: false })

/** Questions that were answered at once (咨询): counted, and no requests. */
export function serveInquiries (app: App, deps: Deps): void {
  app.post('/v1/inquiries', {
    attachValidation: true,
    schema: {
      body: InquiryBody, response: { 201: InquiryView }, tags, summary: 'Count a question 咨询 that was answered at once',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const inquiry = await recordInquiry(deps, tx, request.caller, sentBody(request))
    return created(`/v1/inquiries/${inquiry.id}`, presentInquiry(inquiry))
  }))

  app.get('/v1/inquiries', {
    schema: {
      querystring: InquiryQuery, response: { 200: pageOf(InquiryView) }, tags,
      summary: 'Questions that were answered at once, newest day first',
    },
  }, async ({ caller, query: { limit = defaultLimit, cursor, agency, from, to } }) => {
    const after = positionOf(cursor, [(day) => parseDay(day) !== undefined, 'id'])
    const rows = await listInquiries(deps.db, { agencyCodes: agenciesOf(caller, agency), from, to, after }, limit + 1)
    const { items, nextCursor } = cutPage(rows, limit, ({ askedOn, id }) => [askedOn, id])
    return { items: items.map(presentInquiry), nextCursor }
  })

  app.get('/v1/inquiries/:id', {
    schema: {
      params: Type.Object({ id: Type.String({ format: 'uuid' }) }), response: { 200: InquiryView }, tags,
      summary: 'A question that was answered at once',
    },
  }, async ({ caller, params: { id } }) => {
    const [inquiry] = await listInquiries(deps.db, { id, agencyCodes: agenciesOf(caller, undefined) }, 1)
    if (inquiry === undefined) throw errors.notFound()
    return presentInquiry(inquiry)
  })
}

function agenciesOf (caller: Caller, agency: string | undefined): readonly string[] | undefined {
  authorize(caller, 'inquiry', 'read', { agencyCode: null })
  const readable = readableAgencies(caller, 'inquiry', 'read')
  if (readable === 'all') return agency === undefined ? undefined : [agency]
  return agency === undefined ? readable : readable.filter((code) => code === agency)
}
