import type { Transaction } from '@lightwell/database/connect'
import type { Deps } from '@lightwell/events/deps'
import type { Caller } from '@lightwell/http/caller'
import { errors as doorErrors } from '@lightwell/http/errors'
import { authorize } from '@lightwell/http/policy'
import { errors } from '../errors.ts'
import { endClient, findClient, type Client } from '../store/clients.ts'

/** Ends a client for good: its key opens nothing from the next call on. What it filed stays, open by the access tokens. */
export async function revokeClient (deps: Deps, tx: Transaction, caller: Caller, id: string): Promise<Client> {
  authorize(caller, 'client', 'keep', { agencyCode: null })
  const client = await findClient(tx, id)
  if (client === undefined) throw doorErrors.notFound()
  const revokedAt = deps.clock.now()
  if (!await endClient(tx, id, revokedAt)) throw errors.clientRevoked()
  return { ...client, revokedAt }
}
