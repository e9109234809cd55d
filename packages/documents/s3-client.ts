import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { ByteStoreError } from './byte-store.ts'

/** Where an S3-compatible service keeps the bytes, and as whom it is asked. */
export type S3Settings = Readonly<{
  /** The address of the service, such as https://s3.example.org; buckets are named in the path. */
  endpoint: string
  region: string
  bucket: string
  /** What stands before every id, without strokes at its ends; may be empty. */
  prefix: string
  keyId: string
  secret: string
  /** How long one call may take, in milliseconds. */
  patienceMs?: number
}>

/** A call: what is asked of the object, with the query and the body it needs. */
export type S3Call = { method: 'GET' | 'PUT' | 'POST' | 'DELETE', query?: string, body?: Buffer | string }

/** Asks about one object. Gives what was answered, 2xx or 404; throws a ByteStoreError for anything else, or silence. */
export type S3Ask = (id: string, call: S3Call) => Promise<Response>

const defaultPatienceMs = 30_000
const retries = 2

/** Signs calls (AWS Signature Version 4) and makes them; what the service could not do at once it is asked again. */
export function s3Client (settings: S3Settings): S3Ask {
  const { endpoint, region, bucket, prefix, keyId, secret, patienceMs = defaultPatienceMs } = settings
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries })
  const base = [endpoint.replace(/\/+$/, ''), bucket, ...prefix === '' ? [] : [prefix]].join('/')
  return async (id, { method, query = '', body = '' }) => {
    const patience = new AbortController()
    const late = setTimeout(() => patience.abort(), patienceMs)
    try {
      const answer = await client.fetch(`${base}/${id}${query}`, {
        method, redirect: 'error', signal: patience.signal, headers: { 'x-amz-content-sha256': sha256Of(body) },
        // A GET has no body, and a DELETE needs none.
        ...(method === 'PUT' || method === 'POST') && { body },
      })
      if (answer.ok || answer.status === 404) return answer
      await answer.body?.cancel()
      throw new ByteStoreError(`${method} was answered ${answer.status}`)
    } catch (error) {
      if (error instanceof ByteStoreError) throw error
      throw new ByteStoreError(`${method} was not answered`, error)
    } finally {
      clearTimeout(late)
    }
  }
}

// The service checks that what it got is what was signed.
function sha256Of (body: Buffer | string): string {
  return createHash('sha256').update(body).digest('hex')
}
