import { Type, type Static } from '@sinclair/typebox'
import { Handle, PersonEntry, PostFields } from '@lightwell/http/register/post-entry'
import type { Post } from '../store/posts.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Person = Type.Object({ id: Id, name: Type.String() })

/** Days, both included, on which the holder of a post is away and his deputy acts. */
export const AbsenceView = Type.Object({ id: Id, from: Day, until: Day })
export type AbsenceView = Static<typeof AbsenceView>

const Named = Type.Union([Handle, PersonEntry], {
  description: 'A handle (the subject of his token); with a name it enters a person who is new.',
})

/** A post that is to be given to somebody. */
export const NewPost = Type.Object({
  ...PostFields, holder: Named, deputy: Type.Optional(Named),
}, { additionalProperties: false })
export type NewPost = Static<typeof NewPost>

/** A post as staff may see it. */
export const PostView = Type.Object({
  id: Id,
  agency: Type.String(),
  duty: Type.String(),
  level: Type.Union([Type.Integer(), Type.Null()], { description: 'The level of a reviewer in the chain.' }),
  holder: Person,
  deputy: Type.Union([Person, Type.Null()]),
  absences: Type.Array(AbsenceView),
  fromOn: Type.Union([Day, Type.Null()], { description: 'Of a commission, which holds from this day.' }),
  untilOn: Type.Union([Day, Type.Null()]),
  commission: Type.Union([Type.String(), Type.Null()], { description: 'The paper by which somebody of the body above was commissioned.' }),
  revokedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
})
export type PostView = Static<typeof PostView>

/** Presents a post. */
export function presentPost ({ agencyCode, zone: _zone, revokedAt, ...post }: Post): PostView {
  return { ...post, agency: agencyCode, revokedAt: revokedAt?.toISOString() ?? null }
}
