import type { Transaction } from '@lightwell/database/connect'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import type { RequestRow } from './case-view.ts'
import { personOfRow } from './person.ts'
import { hashOfKept } from './seal-applicant.ts'
import { replaceDescription } from './store/requests.ts'

/**
 * Lets a request say what its applicant completed it to, and gives the hash of his personal values as they are from now
 * on, of which the description is one.
 */
export async function completeRequest (
  keys: KeyRing, tx: Transaction, request: RequestRow, description: string,
): Promise<string> {
  const sealed = await replaceDescription(tx, request.id, description)
  return hashOfKept(keys, request.id, {
    sealed, person: personOfRow(request), wish: { description, purpose: request.purpose },
  })
}
