import { Type, type Static } from '@sinclair/typebox'
import { AgencyCode } from '@lightwell/http/agency-code'
import { listed } from '@lightwell/http/listed'
import type { FeedRow } from './store/feeds.ts'

const Id = Type.String({ format: 'uuid' })
const Instant = Type.String({ format: 'date-time' })
const languages = ['zh-CN', 'en'] as const

const feedScopes = ['agency', 'officer', 'applicant'] as const

/** A wish for a calendar feed. */
export const NewFeed = Type.Object({
  scope: listed(feedScopes),
  agency: Type.Optional({ ...AgencyCode, description: 'Of scope agency, where you may read several' }),
  requestId: Type.Optional({ ...Id, description: 'Of scope applicant, for one of the requests that your token opens' }),
  language: Type.Optional(listed(languages)),
}, { additionalProperties: false })
export type NewFeed = Static<typeof NewFeed>

/** A feed as its owner sees it. Where it is read was told once. */
export const FeedView = Type.Object({
  id: Id,
  scope: listed(feedScopes),
  agency: Type.Union([Type.String(), Type.Null()]),
  requestIds: Type.Array(Id),
  language: listed(languages),
  createdAt: Instant,
  revokedAt: Type.Union([Instant, Type.Null()]),
})
export type FeedView = Static<typeof FeedView>

export const OpenedFeed = Type.Composite([FeedView, Type.Object({
  address: Type.String({ description: 'Where the calendar is read, without a token: whoever knows it reads it. Told once.' }),
})])

/** Writes a feed as it is sent. */
export function presentFeed ({ id, scope, agencyCode, requestIds, language, createdAt, revokedAt }: FeedRow): FeedView {
  return {
    id, scope, agency: agencyCode, requestIds: [...requestIds], language, createdAt: createdAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}
