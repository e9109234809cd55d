import { pieces } from '@lightwell/secrets/pieces'
import { assertStoreId, ByteStoreError, type ByteStore } from './byte-store.ts'
import { s3Client, type S3Ask, type S3Settings } from './s3-client.ts'

// The service takes no smaller part except as the last; one part is held in memory while it is sent.
const partBytes = 8 * 2 ** 20

/**
 * Keeps bytes in a bucket of an S3-compatible service. An object appears there when it is whole: in one call, or in
 * parts that a last call makes one. Of a killed process parts may remain that nobody can read; a rule of the bucket
 * (AbortIncompleteMultipartUpload) removes them.
 */
export function s3Store (settings: S3Settings): ByteStore {
  const ask = s3Client(settings)
  return {
    async prepare () {
      // The service has a life of its own: whether it answers shows when it is asked.
    },
    async put (id, bytes) {
      assertStoreId(id)
      await putPieces(ask, id, bytes)
    },
    async get (id) {
      assertStoreId(id)
      const answer = await ask(id, { method: 'GET' })
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      return contentOf(answer)
    },
    async remove (id) {
      assertStoreId(id)
      await (await ask(id, { method: 'DELETE' })).body?.cancel()
    },
  }
}

async function putPieces (ask: S3Ask, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  let upload: Upload | undefined
  try {
    for await (const { bytes: body, isLast } of pieces(bytes, partBytes)) {
      if (isLast && upload === undefined) return await putWhole(ask, id, body)
      upload ??= await beginUpload(ask, id)
      await upload.send(body)
    }
    await upload?.complete()
  } catch (error) {
    await upload?.abort().catch(() => {})
    throw error
  }
}

async function putWhole (ask: S3Ask, id: string, body: Buffer): Promise<void> {
  await made(await ask(id, { method: 'PUT', body }))
}

/** An upload in parts: nothing of it is there before it is complete. */
type Upload = { send (part: Buffer): Promise<void>, complete (): Promise<void>, abort (): Promise<void> }

async function beginUpload (ask: S3Ask, id: string): Promise<Upload> {
  const begun = await made(await ask(id, { method: 'POST', query: '?uploads' }))
  const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(begun)?.[1]
  if (uploadId === undefined) throw new ByteStoreError('an upload was begun without an id')
  const query = `uploadId=${encodeURIComponent(unescaped(uploadId))}`
  const etags: string[] = []
  return {
    async send (body) {
      const answer = await ask(id, { method: 'PUT', query: `?partNumber=${etags.length + 1}&${query}`, body })
      const etag = answer.headers.get('etag')
      await made(answer)
      if (etag === null) throw new ByteStoreError('a part was taken without an ETag')
      etags.push(etag)
    },
    async complete () {
      const parts = etags.map((etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`)
      const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
      const told = await made(await ask(id, { method: 'POST', query: `?${query}`, body }))
      // The service answers 200 before it knows, and may tell of a failure in the body.
      if (!told.includes('<CompleteMultipartUploadResult')) throw new ByteStoreError('an upload was not completed')
    },
    async abort () {
      await (await ask(id, { method: 'DELETE', query: `?${query}` })).body?.cancel()
    },
  }
}

/** The text of an answer to a write; there is no 404 to one, unless the bucket is not there. */
async function made (answer: Response): Promise<string> {
  const text = await answer.text()
  if (answer.status === 404) throw new ByteStoreError('the bucket or the upload is not there')
  return text
}

async function * contentOf ({ body }: Response): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body ?? []) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
  } catch (error) {
    throw new ByteStoreError('the bytes broke off', error)
  }
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': '\'' }

function unescaped (text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities[entity] as string)
}

function escaped (text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
