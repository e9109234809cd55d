import { ByteStoreError, type ByteStore } from '@lightwell/documents/byte-store'

async function fail (): Promise<never> {
  throw new ByteStoreError('there is none here')
}

/** A byte store that is out of reach, for a house that keeps no bytes. */
export const noStore: ByteStore = { async prepare () {}, put: fail, get: fail, remove: fail }
