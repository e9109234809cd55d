/**
 * Where bytes are kept, each under its id (a UUID). What is put here is sealed before: a store never sees plain bytes.
 * Every method throws a ByteStoreError when the store cannot do it.
 */
export type ByteStore = {
  /** Makes the store ready; once, when a process starts. */
  prepare (): Promise<void>
  /** Keeps bytes as they arrive, whole or not at all. Throws what their source throws. */
  put (id: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** The bytes of this id, to be read at once; undefined when there are none. */
  get (id: string): Promise<AsyncIterable<Buffer> | undefined>
  /** Removes bytes; nothing happens where there are none. */
  remove (id: string): Promise<void>
}

/** The store is out of reach, or refuses. Its message names neither what was kept nor any secret. */
export class ByteStoreError extends Error {
  readonly reason: string

  constructor (reason: string, cause?: unknown) {
    super(`The byte store failed: ${reason}`, { cause })
    this.name = 'ByteStoreError'
    this.reason = reason
  }
}

/** Throws where an id is no UUID: ids become parts of paths and addresses. */
export function assertStoreId (id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('Bytes are kept under a UUID')
}
