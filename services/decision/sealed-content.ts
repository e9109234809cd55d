import { randomBytes } from 'node:crypto'
import type { Deps } from '@lightwell/events/deps'
import { openDataKey, newDataKey } from '@lightwell/secrets/data-key'
import { sha256Hex } from '@lightwell/secrets/hashes'
import type { KeyRing } from '@lightwell/secrets/key-ring'
import { sealBytes, unsealBytes, UnsealError, type SealingKey } from '@lightwell/secrets/seal'
import type { StoredContent } from './store/records.ts'

/** What opens the content of records: the root key, and of each record a half key. */
export type Keys = Pick<Deps, 'keys' | 'halfKeys'>

/** The words that came with a record. Of a sealed one they may be the secret themselves, and are sealed with its bytes. */
export type RecordWords = { title: string, origin: string }

/**
 * Seals the bytes of a record under a data key of its own, and that under a half key which is kept outside the database:
 * a back-up of the database is opened by nobody once that half is destroyed. A half whose record is not kept after all
 * opens nothing.
 */
export async function keepContent (
  { keys, halfKeys }: Keys, recordId: string, { bytes, words }: { bytes: Buffer, words: RecordWords | undefined },
): Promise<StoredContent> {
  const half = randomBytes(32)
  await halfKeys.put(recordId, one(half))
  const { by, content } = sealed(keys, recordId, { bytes, half })
  return { ...content, sealedWords: words === undefined ? null : sealWords(by, recordId, words) }
}

/** Seals the bytes of a record under a data key of its own. Moved to another record they no longer open. */
export function sealContent (keys: KeyRing, recordId: string, bytes: Buffer): StoredContent {
  return sealed(keys, recordId, { bytes }).content
}

/** The bytes of a record, provided that their SHA-256 is the one asked for; undefined when they are other bytes. */
export async function openContent (
  deps: Keys, content: StoredContent | undefined, sha256: string,
): Promise<Buffer | undefined> {
  return await withKey(deps, content, (by, { recordId, sealedBytes }) => {
    const bytes = unsealBytes(by, sealedBytes, placeOf(recordId, 'sealed_bytes'))
    return sha256Hex(bytes) === sha256 ? bytes : undefined
  })
}

/** The words of a record as they are kept once it is sealed; undefined where its key does not open. */
export async function hideWords (deps: Keys, content: StoredContent | undefined, words: RecordWords): Promise<Buffer | undefined> {
  return await withKey(deps, content, (by, { recordId }) => sealWords(by, recordId, words))
}

/** The words of a sealed record again; undefined where it has none, or they do not open. */
export async function openWords (deps: Keys, content: StoredContent | undefined): Promise<RecordWords | undefined> {
  return await withKey(deps, content, (by, { recordId, sealedWords }) => sealedWords === null
    ? undefined
    : JSON.parse(unsealBytes(by, sealedWords, placeOf(recordId, 'sealed_words')).toString('utf8')) as RecordWords)
}

/** Does something with the data key of a record; undefined where there is none, or what is to be opened does not open. */
async function withKey<T> (
  { keys, halfKeys }: Keys, content: StoredContent | undefined, use: (by: SealingKey, content: StoredContent) => T | undefined,
): Promise<T | undefined> {
  if (content === undefined || content.sealedKey === null) return undefined
  const { recordId, sealedKey } = content
  // What was kept before there were half keys has none.
  const half = await readHalf(halfKeys, recordId)
  try {
    return use(openDataKey(keys, sealedKey, placeOf(recordId, 'sealed_key'), half), content)
  } catch (error) {
    if (error instanceof UnsealError) return undefined
    throw error
  }
}

function sealed (
  keys: KeyRing, recordId: string, { bytes, half }: { bytes: Buffer, half?: Buffer },
): { by: SealingKey, content: StoredContent } {
  const by = newDataKey(keys, placeOf(recordId, 'sealed_key'), half)
  const sealedBytes = sealBytes(by, bytes, placeOf(recordId, 'sealed_bytes'))
  return { by, content: { recordId, sealedKey: by.sealed, sealedBytes, sealedWords: null } }
}

function sealWords (by: SealingKey, recordId: string, words: RecordWords): Buffer {
  return sealBytes(by, Buffer.from(JSON.stringify(words), 'utf8'), placeOf(recordId, 'sealed_words'))
}

async function readHalf (halfKeys: Keys['halfKeys'], recordId: string): Promise<Buffer | undefined> {
  const stored = await halfKeys.get(recordId)
  if (stored === undefined) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of stored) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function * one (half: Buffer): AsyncGenerator<Buffer> {
  yield half
}

function placeOf (recordId: string, column: 'sealed_key' | 'sealed_bytes' | 'sealed_words'): string {
  return `record_contents:${recordId}:${column}`
}
