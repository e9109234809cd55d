import { v7 as uuidv7 } from 'uuid'
import type { Transaction } from '@lightwell/database/connect'
import type { Caller } from '@lightwell/http/caller'
import { authorize } from '@lightwell/http/policy'
import { newToken } from '@lightwell/secrets/tokens'
import { insertClient, type Client } from '../store/clients.ts'

/** Lets a program file for citizens. Its key is told here and never again. */
export async function addClient (tx: Transaction, caller: Caller, name: string): Promise<Client & { key: string }> {
  authorize(caller, 'client', 'keep', { agencyCode: null })
  const { token, hash } = newToken('portal')
  const client = { id: uuidv7(), name: name.trim() }
  await insertClient(tx, { ...client, keyHash: hash })
  return { ...client, revokedAt: null, key: token }
}
