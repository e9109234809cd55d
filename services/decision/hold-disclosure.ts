import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { errors } from './errors.ts'
import { findDisclosure, type ListedDisclosure } from './store/disclosures.ts'

/** An entry of the catalogue, the case of whose publication this transaction holds. */
export type HeldDisclosure = { head: CaseHead, disclosure: ListedDisclosure }

/** Locks the case of an entry and reads it as it then is. Throws 404 when there is none, 412 when its case has changed. */
export async function holdDisclosure (tx: Transaction, id: string, ifMatch: string | undefined): Promise<HeldDisclosure> {
  const found = await findDisclosure(tx, id)
  if (found === undefined) throw doorErrors.notFound()
  const head = await lockMatchingCase(tx, found.publicationId, ifMatch)
  const disclosure = await findDisclosure(tx, id)
  if (disclosure === undefined) throw doorErrors.notFound()
  return { head, disclosure }
}

/** The same of one that is public. Throws 409 where it was taken down. */
export async function holdPublicDisclosure (tx: Transaction, id: string, ifMatch: string | undefined): Promise<HeldDisclosure> {
  const held = await holdDisclosure(tx, id, ifMatch)
  if (held.disclosure.takenDownAt !== null) throw errors.takenDownAlready()
  return held
}
