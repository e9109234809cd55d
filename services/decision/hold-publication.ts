import type { Transaction } from '@lightwell/database/connect'
import type { CaseHead } from '@lightwell/events/case-head'
import { errors as doorErrors } from '@lightwell/http/errors'
import { lockMatchingCase } from '@lightwell/http/etag'
import { errors } from './errors.ts'
import { findPublication, type Publication } from './store/publications.ts'

/** A publication whose case this transaction holds. */
export type HeldPublication = { head: CaseHead, publication: Publication }

/** Locks a publication and reads it as it then is. Throws 404 when there is none, 412 when it has changed. */
export async function holdPublication (tx: Transaction, id: string, ifMatch: string | undefined): Promise<HeldPublication> {
  const head = await lockMatchingCase(tx, id, ifMatch)
  const publication = await findPublication(tx, id)
  if (publication === undefined) throw doorErrors.notFound()
  return { head, publication }
}

/** The same of one that is neither proposed nor decided. Throws 409 otherwise. */
export async function holdOpenPublication (tx: Transaction, id: string, ifMatch: string | undefined): Promise<HeldPublication> {
  const held = await holdPublication(tx, id, ifMatch)
  if (held.publication.state === 'proposed') throw errors.publicationProposed()
  if (held.publication.state !== 'open') throw errors.publicationNotOpen()
  return held
}
