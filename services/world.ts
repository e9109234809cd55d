import { Type, type Static } from '@sinclair/typebox'
import { dayIn, isZone } from '@lightwell/calendar/zoned'
import { bodyCheck } from '@lightwell/http/body-check'
import { Line } from '@lightwell/http/line'
import type { FieldFault } from '@lightwell/http/refusal'
import { AgencyEntry } from '@lightwell/http/register/agency-entry'
import { agencyFaults, signOf } from '@lightwell/http/register/agency-faults'
import { faults } from '@lightwell/http/register/faults'
import { toldFaults } from '@lightwell/http/told-faults'
import { PersonEntry, PostEntry } from '@lightwell/http/register/post-entry'
import { postFaults } from '@lightwell/http/register/post-faults'
import { QualificationEntry, qualificationFaults } from '@lightwell/http/register/qualification-entry'
import { SecretListEntry, secretListFaults } from '@lightwell/http/register/secret-list-entry'
import { regimeInForce } from '@lightwell/regimes/regimes'

/** What a house begins with: its agencies, the people on their posts, and the programs that file for citizens. */
export const World = Type.Object({
  agencies: Type.Array(AgencyEntry, { minItems: 1, maxItems: 10_000 }),
  people: Type.Array(PersonEntry, { minItems: 1, maxItems: 100_000 }),
  posts: Type.Array(PostEntry, { minItems: 1, maxItems: 100_000 }),
  qualifications: Type.Optional(Type.Array(QualificationEntry, {
    maxItems: 100_000, description: 'Who is trained for the review of secrecy; nobody else reviews.',
  })),
  secretLists: Type.Optional(Type.Array(SecretListEntry, {
    maxItems: 10_000, description: 'The lists of secret matters; an agency without one releases nothing.',
  })),
  clients: Type.Optional(Type.Array(Type.Object({
    name: Line(100),
  }, { additionalProperties: false }), { maxItems: 1_000 })),
}, { additionalProperties: false })
export type World = Static<typeof World>

const check = bodyCheck(World)

/** Everything that is wrong with a world at once, each at its JSON pointer. The value may be anything that is JSON. */
export function worldFaults (value: unknown, now: Date): FieldFault[] {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const world = {
    agencies: entriesOf(given['agencies']), people: entriesOf(given['people']), posts: entriesOf(given['posts']),
    qualifications: entriesOf(given['qualifications']), secretLists: entriesOf(given['secretLists']),
  } as Entries
  return toldFaults(check(value), [
    ...agenciesFaults(world, now), ...peopleFaults(world), ...postsFaults(world), ...qualificationsFaults(world),
    ...listsFaults(world, now),
  ])
}

type Entries = {
  agencies: Partial<AgencyEntry>[], people: Partial<PersonEntry>[], posts: Partial<PostEntry>[]
  qualifications: Partial<QualificationEntry>[], secretLists: Partial<SecretListEntry>[]
}

function agenciesFaults ({ agencies }: Entries, now: Date): FieldFault[] {
  const register = new Map(agencies.map(({ code = '', parent, paperSign }) =>
    [code, { parentCode: parent ?? null, endedOn: null, signs: [signOf({ code, paperSign })] }]))
  return [
    ...agencies.flatMap((entry, at) => below(`/agencies/${at}`, agencyFaults(entry, { code: entry.code, register, now }))),
    ...repeated(agencies.map(({ code }) => code)).map((at) => faults.codeTaken(`/agencies/${at}/code`)),
  ]
}

function peopleFaults ({ people }: Entries): FieldFault[] {
  return repeated(people.map(({ handle }) => handle)).map((at) => faults.enteredTwice(`/people/${at}/handle`))
}

function postsFaults ({ agencies, people, posts }: Entries): FieldFault[] {
  const handles = new Set(people.map(({ handle }) => handle))
  const levels = new Map(agencies.map(({ code, reviewLevels = 3 }) => [code, { reviewLevels, endedOn: null }]))
  const isKnown = (handle: string): boolean => handles.has(handle)
  const keys = posts.map(({ agency, duty, level, holder }) => JSON.stringify([agency, duty, level, holder]))
  return [
    ...posts.flatMap((entry, at) => below(`/posts/${at}`, postFaults(entry, { agency: levels.get(entry.agency), isKnown }))),
    ...repeated(keys).map((at) => faults.enteredTwice(`/posts/${at}`)),
    ...posts.some(({ duty }) => duty === 'admin') ? [] : [faults.noAdmin('/posts')],
  ]
}

function qualificationsFaults ({ people, qualifications }: Entries): FieldFault[] {
  const handles = new Set(people.map(({ handle }) => handle))
  return qualifications.flatMap((entry, at) => below(`/qualifications/${at}`, qualificationFaults(entry, handles.has(entry.person))))
}

function listsFaults ({ agencies, secretLists }: Entries, now: Date): FieldFault[] {
  return [
    ...secretLists.flatMap((list, at) => {
      const agency = agencies.find(({ code }) => code === list.agency)
      if (agency === undefined) return [faults.unknownAgency(`/secretLists/${at}/agency`)]
      const today = dayIn(now, typeof agency.zone === 'string' && isZone(agency.zone) ? agency.zone : 'UTC')
      const regime = typeof agency.regime === 'string' ? regimeInForce(agency.regime, today) : undefined
      return below(`/secretLists/${at}`, secretListFaults(list, { regime, today, lastFromOn: undefined }))
    }),
    ...repeated(secretLists.map(({ agency }) => agency)).map((at) => faults.enteredTwice(`/secretLists/${at}/agency`)),
  ]
}

function below (place: string, found: FieldFault[]): FieldFault[] {
  return found.map((one) => ({ ...one, pointer: place + one.pointer }))
}

/** The places at which a value stands that has stood before. */
function repeated (values: (string | undefined)[]): number[] {
  const seen = new Set<string>()
  return values.flatMap((value, at) => {
    if (value === undefined) return []
    if (seen.has(value)) return [at]
    seen.add(value)
    return []
  })
}

function entriesOf (list: unknown): unknown[] {
  return Array.isArray(list) ? list.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? entry : {})) : []
}
