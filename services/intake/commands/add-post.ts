import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { authorize } from '@lightwell/http/policy'
import { refuseFaults } from '@lightwell/http/refusal'
import type { PersonEntry, PostEntry } from '@lightwell/http/register/post-entry'
import { postFaults } from '@lightwell/http/register/post-faults'
import type { SentBody } from '@lightwell/http/sent-body'
import { toldFaults } from '@lightwell/http/told-faults'
import { errors } from '../errors.ts'
import type { NewPost } from '../views/present-post.ts'
import { holdAgency } from '../store/agencies.ts'
import { lookAgain } from '../store/agency-staffing.ts'
import { findPersonByHandle, findPost, insertPerson, insertPost, type Post } from '../store/posts.ts'

/** Gives a duty to a person, who is entered if he comes with his name and is new. Throws 422, 409 if he has it already. */
export async function addPost (
  deps: Deps, tx: Transaction, caller: Caller, { body, schemaFaults }: SentBody<NewPost>,
): Promise<Post> {
  authorize(caller, 'post', 'keep', { agencyCode: null })
  const now = deps.clock.now()
  const holder = handleOf(body.holder)
  const deputy = handleOf(body.deputy)
  const { agency: code, duty, level } = body
  const agency = typeof code === 'string' ? await holdAgency(tx, code) : undefined
  const known = await knownOf(tx, [body.holder, body.deputy])
  const entry = { agency: code, duty, level, holder, deputy } as Partial<PostEntry>
  refuseFaults(toldFaults(schemaFaults, postFaults(entry, { agency, isKnown: (handle) => known.has(handle) })))
  const post = {
    id: uuidv7(), agencyCode: entry.agency as string, duty: entry.duty as PostEntry['duty'], level: entry.level ?? null,
    holderId: await personOf(tx, body.holder as Named), deputyId: body.deputy === undefined ? null : await personOf(tx, body.deputy),
  }
  if (!await insertPost(tx, post)) throw errors.postExists()
  await lookAgain(tx, [post.agencyCode])
  return await findPost(tx, post.id, now) as Post
}

/** A person by his handle, or with the name under which he is to be entered. */
type Named = string | PersonEntry

function handleOf (person: unknown): unknown {
  return typeof person === 'object' && person !== null && 'handle' in person ? person.handle : person
}

/** The handles that may hold a post: of people who are known, or who come with their names. */
async function knownOf (tx: Transaction, people: readonly (Named | undefined)[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const person of people) {
    if (typeof person === 'string' && await findPersonByHandle(tx, person) !== undefined) known.add(person)
    if (typeof person === 'object' && person !== null) known.add(person.handle)
  }
  return known
}

async function personOf (tx: Transaction, person: Named): Promise<string> {
  const { id } = typeof person === 'string'
    ? await findPersonByHandle(tx, person) as { id: string }
    : await insertPerson(tx, { id: uuidv7(), handle: person.handle, name: person.name.trim() })
  return id
}
