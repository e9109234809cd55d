import { Type } from '@sinclair/typebox'
import type { Deps } from '@lightwell/events/deps'
import { AgencyCode } from '@lightwell/http/agency-code'
import type { App } from '@lightwell/http/app'
import { preferredLanguage } from '@lightwell/http/language'
import { cutPage, defaultLimit, PageQuery, pageOf, positionOf } from '@lightwell/http/paging'
import { authorize, readableAgencies } from '@lightwell/http/policy'
import { QualificationEntry } from '@lightwell/http/register/qualification-entry'
import { sentBody } from '@lightwell/http/sent-body'
import { created, done, write } from '@lightwell/http/write'
import { addQualification } from '../commands/add-qualification.ts'
import { endQualification } from '../commands/end-qualification.ts'
import { DayText } from '../day-text.ts'
import { NewGaps, presentGaps } from '../views/present-gaps.ts'
import { presentQualification, QualificationView } from '../views/present-qualification.ts'
import { listQualifications } from '../store/qualifications.ts'

const tags = ['intake']
const params = Type.Object({ id: Type.String({ format: 'uuid' }) })
const End = Type.Object({
  untilOn: { ...DayText, description: 'Its last day.' },
}, { additionalProperties: false })
const EndedQualification = Type.Composite([QualificationView, NewGaps])
const query = Type.Object({ ...PageQuery, agency: Type.Optional(AgencyCode) }, { additionalProperties: false })

/** Who is trained for the review of secrecy, and until when (先培训、后上岗). */
export function serveQualifications (app: App, deps: Deps): void {
  app.get('/v1/qualifications', {
    schema: {
      querystring: query, response: { 200: pageOf(QualificationView) }, tags,
      summary: 'The qualifications of the people on the posts that you may read',
    },
  }, async ({ caller, query: { agency, limit = defaultLimit, cursor } }) => {
    authorize(caller, 'qualification', 'read', { agencyCode: null })
    const readable = readableAgencies(caller, 'qualification', 'read')
    const every = readable === 'all' ? undefined : readable
    const agencyCodes = agency === undefined ? every : [agency].filter((code) => every?.includes(code) ?? true)
    const rows = await listQualifications(deps.db, { agencyCodes, after: positionOf(cursor, ['id'])?.[0] }, limit + 1)
    const { items, nextCursor } = cutPage(rows, limit, ({ id }) => [id])
    return { items: items.map(presentQualification), nextCursor }
  })

  app.post('/v1/qualifications', {
    attachValidation: true,
    schema: {
      body: QualificationEntry, response: { 201: QualificationView }, tags,
      summary: 'Record that a person is trained; without it he reviews nothing',
    },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const qualification = await addQualification(deps, tx, request.caller, sentBody<QualificationEntry>(request))
    return created('/v1/qualifications', presentQualification(qualification))
  }))

  app.post('/v1/qualifications/:id/ending', {
    schema: { params, body: End, response: { 200: EndedQualification }, tags, summary: 'End a qualification before its time' },
  }, (request, reply) => write(deps, reply, async (tx) => {
    const { caller, params: { id }, body: { untilOn }, headers } = request
    const { qualification, gaps } = await endQualification(deps, tx, caller, { id, untilOn })
    return done({ ...presentQualification(qualification), ...presentGaps(gaps, preferredLanguage(headers['accept-language'])) })
  }))
}
