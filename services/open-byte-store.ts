import { ByteStoreError, type ByteStore } from '@lightwell/documents/byte-store'
import { folderStore } from '@lightwell/documents/folder-store'
import { s3Store } from '@lightwell/documents/s3-store'
import { ConfigError, type BytesSetting } from './config.ts'

/** Opens the byte store that the settings name. Throws a ConfigError for a folder that cannot be written. */
export async function openByteStore (setting: BytesSetting): Promise<ByteStore> {
  if ('s3' in setting) return s3Store(setting.s3)
  const store = folderStore(setting.folder)
  try {
    await store.prepare()
  } catch (error) {
    if (!(error instanceof ByteStoreError)) throw error
    throw new ConfigError(`The folder ${setting.folder} cannot be written (${error.reason}); set LIGHTWELL_DATA, LIGHTWELL_BYTES or LIGHTWELL_KEYS.`)
  }
  return store
}
