import { Type, type Static } from '@sinclair/typebox'
import { posts } from '@lightwell/schema/tables/intake'
import { AgencyCode } from '../agency-code.ts'
import { Line } from '../line.ts'
import { listed } from '../listed.ts'

/** The subject of a person's staff token. */
export const Handle = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\s\\p{Cc}\\p{Cf}]+$' })

/** A person who may hold posts. */
export const PersonEntry = Type.Object({
  handle: Handle,
  name: Line(100),
}, { additionalProperties: false })
export type PersonEntry = Static<typeof PersonEntry>

/** The duty that a post carries, where, and at which level of the chain of review. */
export const PostFields = {
  agency: AgencyCode,
  duty: listed(posts.duty.enumValues),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3, description: 'Of a reviewer alone.' })),
}

/** A post whose people are named by their handles. */
export const PostEntry = Type.Object({
  ...PostFields, holder: Handle, deputy: Type.Optional(Handle),
}, { additionalProperties: false })
export type PostEntry = Static<typeof PostEntry>
