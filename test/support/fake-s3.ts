import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Test } from 'tap'

/** What a call was, as the service tells it apart. */
export type FakeCall = { method: string, path: string, query: Record<string, string>, bytes: number }

/** A small service that speaks S3 as far as the store does, and that checks every signature by another's code. */
export type FakeS3 = {
  endpoint: string
  objects: Map<string, Buffer>
  /** Uploads in parts that were begun and neither completed nor given up. */
  uploads: Map<string, Map<number, Buffer>>
  calls: FakeCall[]
  /** Decides what happens to a call instead: a status, silence, a broken line, or `undefined` for what is usual. */
  meddle: (call: FakeCall) => number | 'silence' | 'break' | 'break_body' | 'complete_with_error' | undefined
}

type Credentials = { keyId: string, secret: string, region: string }

/** Starts the service for a test; only calls signed with these credentials are heeded, others are answered 403. */
export async function startFakeS3 (t: Pick<Test, 'teardown'>, credentials: Credentials): Promise<FakeS3> {
  const fake: FakeS3 = { endpoint: '', objects: new Map(), uploads: new Map(), calls: [], meddle: () => undefined }
  // Who gives up in the middle of a call breaks its body off; that is his affair.
  const server = createServer((request, response) => void answer(fake, credentials, request, response).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error
  }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  fake.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

async function answer (fake: FakeS3, credentials: Credentials, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url as string, fake.endpoint)
  const query = Object.fromEntries(url.searchParams)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const call = { method: request.method as string, path: url.pathname, query, bytes: body.length }
  fake.calls.push(call)
  const instead = fake.meddle(call)
  if (instead === 'silence') return
  if (instead === 'break') return void request.socket.destroy()
  if (typeof instead === 'number') return void response.writeHead(instead).end('<Error><Code>Meddled</Code></Error>')
  if (!await isSigned(credentials, request, url, body)) return void response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
  if (instead === 'break_body') {
    const whole = fake.objects.get(url.pathname) ?? Buffer.from('begun, and ')
    response.writeHead(200, { 'content-length': whole.length })
    return void response.write(whole.subarray(0, whole.length / 2), () => request.socket.destroy())
  }
  if (instead === 'complete_with_error') return void response.writeHead(200).end('<Error><Code>InternalError</Code></Error>')
  serve(fake, call, body, response)
}

/** Signs the call anew, as the library of another house does, and compares. */
async function isSigned (
  { keyId, secret, region }: Credentials, { headers, method }: IncomingMessage, url: URL, body: Buffer,
): Promise<boolean> {
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? []
  const required = ['host', 'x-amz-content-sha256', 'x-amz-date']
  if (!required.every((name) => signed.includes(name))) return false
  if (headers['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex')) return false
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers['x-amz-date'])) ?? []
  const oracle = new SignatureV4({
    service: 's3', region, sha256: Sha256, uriEscapePath: false, applyChecksum: false,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
  })
  const expected = await oracle.sign({
    method: method as string, protocol: 'http:', hostname: url.hostname, path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(signed.map((name) => [name, String(headers[name])])),
  }, { signingDate: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) })
  return expected.headers['authorization'] === headers.authorization
}

function serve ({ objects, uploads }: FakeS3, { method, path, query }: FakeCall, body: Buffer, response: ServerResponse): void {
  const etag = `"${createHash('md5').update(body).digest('hex')}"`
  const upload = query['uploadId']
  if (method === 'POST' && 'uploads' in query) {
    const id = `a+b/${uploads.size}&c`
    uploads.set(id, new Map())
    response.end(`<InitiateMultipartUploadResult><UploadId>${id.replace('&', '&amp;')}</UploadId></InitiateMultipartUploadResult>`)
  } else if (upload !== undefined) {
    servePart({ objects, uploads }, { method, path, query }, body, response)
  } else if (method === 'PUT') {
    objects.set(path, body)
    response.setHeader('etag', etag).end()
  } else if (method === 'GET') {
    const found = objects.get(path)
    if (found === undefined) response.writeHead(404)
    response.end(found ?? '<Error><Code>NoSuchKey</Code></Error>')
  } else {
    objects.delete(path)
    response.writeHead(204).end()
  }
}

function servePart (
  { objects, uploads }: Pick<FakeS3, 'objects' | 'uploads'>, { method, path, query }: Omit<FakeCall, 'bytes'>, body: Buffer, response: ServerResponse,
): void {
  const upload = query['uploadId'] as string
  const parts = uploads.get(upload)
  if (parts === undefined) {
    response.writeHead(404).end('<Error><Code>NoSuchUpload</Code></Error>')
  } else if (method === 'PUT') {
    parts.set(Number(query['partNumber']), body)
    response.setHeader('etag', `"part&${query['partNumber']}"`).end()
  } else if (method === 'POST') {
    const named = [...body.toString('utf8').matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"part&amp;(\d+)"<\/ETag>/g)]
    const isWhole = named.length === parts.size && named.every(([, number, etag]) => number === etag)
    if (isWhole) objects.set(path, Buffer.concat(named.map(([, number]) => parts.get(Number(number)) as Buffer)))
    if (isWhole) uploads.delete(upload)
    response.writeHead(isWhole ? 200 : 400).end(isWhole ? '<CompleteMultipartUploadResult/>' : '<Error/>')
  } else {
    uploads.delete(upload)
    response.writeHead(204).end()
  }
}
