import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v4 as uuidv4 } from 'uuid'
import { assertStoreId, ByteStoreError, type ByteStore } from './byte-store.ts'

// No upload may take longer than a minute; what nobody has written to for twice as long is left over.
const leftOverAfterMs = 120_000

/**
 * Keeps bytes in a folder of this machine, or one that several processes share. They are written under `incoming/`,
 * brought to the disk and only then moved into place, so that a file that is there is whole. What a killed process left
 * in `incoming/` is cleared by the next one, at its start and with every upload.
 */
export function folderStore (folder: string): ByteStore {
  const incoming = join(folder, 'incoming')
  return {
    async prepare () {
      await reach(async () => {
        await mkdir(incoming, { recursive: true, mode: 0o700 })
        await clearLeftOver(incoming, await nowIn(incoming))
      })
    },
    async put (id, bytes) {
      const place = placeOf(folder, id)
      const draft = join(incoming, uuidv4())
      try {
        const writtenAt = await writeDraft(draft, bytes)
        await reach(() => moveIntoPlace(draft, place))
        await reach(() => clearLeftOver(incoming, writtenAt))
      } finally {
        await rm(draft, { force: true }).catch(() => {})
      }
    },
    async get (id) {
      const place = placeOf(folder, id)
      const file = await reach(() => open(place).catch(noneIfMissing))
      return file && contentOf(file)
    },
    async remove (id) {
      const place = placeOf(folder, id)
      await reach(() => rm(place, { force: true }))
    },
  }
}

// The end of a UUIDv7 is random, its beginning is the time: by the end the files spread evenly.
function placeOf (folder: string, id: string): string {
  assertStoreId(id)
  return join(folder, id.slice(-2), id.slice(-4, -2), id)
}

/** Does something on the disk; only what fails here is the store's failure, and not its caller's. */
async function reach<T> (act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new ByteStoreError((error as NodeJS.ErrnoException).code ?? 'unknown', error)
  }
}

/** Writes a file down to the disk, and tells when that was by the clock of the disk. */
async function writeDraft (draft: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await reach(() => open(draft, 'wx', 0o600))
  try {
    for await (const chunk of bytes) await reach(() => file.writeFile(chunk))
    await reach(() => file.sync())
    return (await reach(() => file.stat())).mtimeMs
  } finally {
    await file.close()
  }
}

// A move is on the disk once the folders that tell of it are.
async function moveIntoPlace (draft: string, place: string): Promise<void> {
  const inner = dirname(place)
  const outer = dirname(inner)
  const made = await mkdir(inner, { recursive: true, mode: 0o700 })
  await rename(draft, place)
  for (const changed of made === undefined ? [inner] : [inner, outer, dirname(outer)]) await syncFolder(changed)
}

async function syncFolder (folder: string): Promise<void> {
  // Windows opens no folders, and brings a move to the disk by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function * contentOf (file: Awaited<ReturnType<typeof open>>): AsyncGenerator<Buffer> {
  const stream = file.createReadStream()
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    throw new ByteStoreError((error as NodeJS.ErrnoException).code ?? 'unknown', error)
  }
}

/** The current time as the disk counts it: that of another machine may serve the folder. */
async function nowIn (folder: string): Promise<number> {
  const probe = join(folder, uuidv4())
  await (await open(probe, 'wx', 0o600)).close()
  const { mtimeMs } = await stat(probe)
  await rm(probe, { force: true })
  return mtimeMs
}

async function clearLeftOver (incoming: string, nowMs: number): Promise<void> {
  for (const name of await readdir(incoming)) {
    const file = join(incoming, name)
    const found = await stat(file).catch(noneIfMissing)
    if (found !== undefined && nowMs - found.mtimeMs > leftOverAfterMs) await rm(file, { force: true })
  }
}

function noneIfMissing (error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
