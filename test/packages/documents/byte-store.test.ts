import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { v7 as uuidv7 } from 'uuid'
import { ByteStoreError, type ByteStore } from '@lightwell/documents/byte-store'
import { folderStore } from '@lightwell/documents/folder-store'
import { s3Store } from '@lightwell/documents/s3-store'
import { ConfigError, readConfig } from '../../../services/config.ts'
import { openByteStore } from '../../../services/open-byte-store.ts'
import { startFakeS3 } from '../../support/fake-s3.ts'

const credentials = { keyId: 'lightwell', secret: 'a secret of the bucket', region: 'cn-north-1' }

async function * chunksOf (...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield * chunks
}

async function * brokenAfter (bytes: number): AsyncGenerator<Uint8Array> {
  yield randomBytes(bytes)
  throw new Error('the socket is gone')
}

async function read (store: ByteStore, id: string): Promise<Buffer | undefined> {
  const content = await store.get(id)
  if (content === undefined) return undefined
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

function filesIn (folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name)
}

function newFolder (t: Pick<Test, 'teardown'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lightwell-store-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** What every store does. */
async function keepsBytes (t: Test, store: ByteStore): Promise<void> {
  for (const size of [0, 1, 70_000, 8 * 2 ** 20, 17 * 2 ** 20]) {
    const id = uuidv7()
    const [first, second] = [randomBytes(size), randomBytes(Math.min(size, 9))]
    await store.put(id, chunksOf(first, second))
    t.ok((await read(store, id))?.equals(Buffer.concat([first, second])), `${size} bytes come back as they went in`)
    await store.remove(id)
    t.equal(await store.get(id), undefined)
    await store.remove(id)
  }
  t.equal(await store.get(uuidv7()), undefined, 'what was never kept is not there')
  const id = uuidv7()
  await t.rejects(store.put(id, brokenAfter(100_000)), { message: 'the socket is gone' })
  await t.rejects(store.put(id, brokenAfter(9 * 2 ** 20)), { message: 'the socket is gone' })
  t.equal(await store.get(id), undefined, 'what broke off on the way was never there')
  for (const name of ['../secret', 'a', '', `${uuidv7()}/..`, uuidv7().toUpperCase()]) {
    await t.rejects(store.put(name, chunksOf()), { message: /UUID/ }, `"${name}" names no bytes`)
    await t.rejects(store.get(name), { message: /UUID/ })
    await t.rejects(store.remove(name), { message: /UUID/ })
  }
}

t.test('a folder keeps bytes whole or not at all', async (t) => {
  const folder = join(newFolder(t), 'bytes')
  const store = folderStore(folder)
  await store.prepare()
  await keepsBytes(t, store)
  t.same(filesIn(folder), [], 'and nothing is left of what was removed or broke off')
})

t.test('bytes stand in folders of two levels, for their owner only, and are moved there when they are written', async (t) => {
  const folder = newFolder(t)
  const store = folderStore(folder)
  await store.prepare()
  const id = '0190163d-8694-739b-aea5-966c26f8ad91'
  const seen: string[] = []
  await store.put(id, (async function * () {
    yield Buffer.from('halb')
    seen.push(...filesIn(folder))
    t.equal(await store.get(id), undefined, 'half of it is nothing')
  })())
  t.equal(seen.length, 1)
  t.not(seen[0], id)
  t.equal(readFileSync(join(folder, '91', 'ad', id), 'utf8'), 'halb')
  t.equal(statSync(join(folder, '91', 'ad', id)).mode & 0o777, 0o600)
  t.equal(statSync(join(folder, '91')).mode & 0o777, 0o700)
})

t.test('what a killed process left over is cleared, and what another is writing is not', async (t) => {
  const folder = newFolder(t)
  mkdirSync(join(folder, 'incoming'))
  const leave = (name: string, ageSeconds: number): void => {
    const file = join(folder, 'incoming', name)
    writeFileSync(file, 'half')
    const at = statSync(file).mtimeMs / 1_000 - ageSeconds
    utimesSync(file, at, at)
  }
  leave('killed', 600)
  leave('at work', 30)
  const store = folderStore(folder)
  await store.prepare()
  t.same(filesIn(folder), ['at work'])
  leave('killed later', 600)
  const id = uuidv7()
  await store.put(id, chunksOf(Buffer.from('x')))
  t.same(filesIn(folder).toSorted(), [id, 'at work'].toSorted(), 'each upload clears too')
})

t.test('a folder that cannot be written is told as such', async (t) => {
  const folder = newFolder(t)
  writeFileSync(join(folder, 'a file'), '')
  const store = folderStore(join(folder, 'a file'))
  await t.rejects(store.prepare(), ByteStoreError)
  await t.rejects(store.put(uuidv7(), chunksOf(Buffer.from('x'))), ByteStoreError)
  await t.rejects(store.get(uuidv7()), ByteStoreError)
})

t.test('a bucket keeps bytes whole or not at all, and every call bears a signature that another’s code finds right', async (t) => {
  const fake = await startFakeS3(t, credentials)
  const store = s3Store({ ...credentials, endpoint: fake.endpoint, bucket: 'lightwell', prefix: 'town/xinmin' })
  await store.prepare()
  await keepsBytes(t, store)
  t.equal(fake.objects.size, 0)
  t.equal(fake.uploads.size, 0, 'an upload in parts that broke off was given up')
  t.ok(fake.calls.every(({ path }) => path.startsWith('/lightwell/town/xinmin/')))
  t.ok(fake.calls.some(({ query }) => query['partNumber'] === '3'), 'what is large goes in parts')
  t.ok(fake.calls.every(({ bytes }) => bytes <= 8 * 2 ** 20), 'and no more than a part is held at a time')
})

t.test('a bucket that does not know the key, is down, hangs or breaks off fails in time, and keeps nothing', async (t) => {
  const fake = await startFakeS3(t, credentials)
  const settings = { ...credentials, endpoint: fake.endpoint, bucket: 'lightwell', prefix: '' }
  const store = s3Store(settings)
  const id = uuidv7()
  const large = (): AsyncGenerator<Uint8Array> => chunksOf(randomBytes(9 * 2 ** 20))
  const fails = async (what: string, asked: ByteStore): Promise<void> => {
    await t.rejects(asked.put(id, chunksOf(Buffer.from('x'))), ByteStoreError, `${what}: put`)
    await t.rejects(asked.put(id, large()), ByteStoreError, `${what}: put in parts`)
    await t.rejects(read(asked, id), ByteStoreError, `${what}: get`)
    await t.rejects(asked.remove(id), ByteStoreError, `${what}: remove`)
    t.equal(fake.objects.size, 0)
  }
  for (const how of [500, 503, 403, 301, 'silence', 'break'] as const) {
    fake.meddle = () => how
    // Of the others each must tell what it was answered, however slowly that comes.
    await fails(String(how), how === 'silence' ? s3Store({ ...settings, patienceMs: 300 }) : store)
  }
  fake.meddle = () => undefined
  await t.rejects(s3Store({ ...settings, secret: 'another' }).put(id, chunksOf(Buffer.from('x'))), { message: /403/ })
  await t.rejects(s3Store({ ...settings, region: 'elsewhere' }).get(id), { message: /403/ })
  await t.rejects(s3Store({ ...settings, endpoint: 'http://127.0.0.1:1' }).get(id), ByteStoreError)

  fake.meddle = ({ query }) => query['partNumber'] === '2' ? 500 : undefined
  await t.rejects(store.put(id, chunksOf(randomBytes(17 * 2 ** 20))), ByteStoreError)
  fake.meddle = ({ method, query }) => method === 'POST' && 'uploadId' in query ? 'complete_with_error' : undefined
  await t.rejects(store.put(id, large()), { message: /not completed/ })
  t.equal(fake.uploads.size, 0, 'an upload that failed in the middle was given up')
  t.equal(fake.objects.size, 0)

  fake.meddle = ({ method }) => method === 'GET' ? 'break_body' : undefined
  await t.rejects(read(store, id), { message: /broke off/ })
})

t.test('a call that failed for the moment is made again', async (t) => {
  const fake = await startFakeS3(t, credentials)
  const store = s3Store({ ...credentials, endpoint: fake.endpoint, bucket: 'lightwell', prefix: '' })
  let failures = 2
  fake.meddle = () => failures-- > 0 ? 503 : undefined
  const id = uuidv7()
  await store.put(id, chunksOf(Buffer.from('kept')))
  t.same((await read(store, id))?.toString(), 'kept')
})

t.test('no error names a secret', async (t) => {
  const store = s3Store({ ...credentials, endpoint: 'http://127.0.0.1:1', bucket: 'lightwell', prefix: '' })
  const error = await store.get(uuidv7()).catch((reason: unknown) => reason) as ByteStoreError
  t.notOk(`${error.message} ${JSON.stringify(error)} ${error.stack}`.includes(credentials.secret))
})

t.test('the settings name a folder or a bucket, and a sentence says which of them does not hold', async (t) => {
  const s3 = { LIGHTWELL_BYTES: 's3://lightwell/town', LIGHTWELL_S3_KEY_ID: 'k', LIGHTWELL_S3_SECRET: 'hidden' }
  t.same(readConfig({ LIGHTWELL_DATA: '/data' }).bytes, { folder: '/data/bytes' })
  t.same(readConfig(s3).bytes, {
    s3: { endpoint: 'https://s3.us-east-1.amazonaws.com/', region: 'us-east-1', bucket: 'lightwell', prefix: 'town', keyId: 'k', secret: 'hidden' },
  })
  t.match(readConfig({ ...s3, LIGHTWELL_BYTES: 's3://lightwell', LIGHTWELL_S3_ENDPOINT: 'http://minio:9000', LIGHTWELL_S3_REGION: 'cn' }).bytes, {
    s3: { endpoint: 'http://minio:9000/', region: 'cn', prefix: '' },
  })
  for (const [changes, told] of [
    [{ LIGHTWELL_BYTES: '/data' }, /LIGHTWELL_BYTES/],
    [{ LIGHTWELL_BYTES: 's3://' }, /LIGHTWELL_BYTES/],
    [{ LIGHTWELL_BYTES: 's3://Bucket/x' }, /LIGHTWELL_BYTES/],
    [{ LIGHTWELL_BYTES: 's3://bucket/a b' }, /LIGHTWELL_BYTES/],
    [{ LIGHTWELL_BYTES: 's3://bucket/a//b' }, /LIGHTWELL_BYTES/],
    [{ LIGHTWELL_S3_SECRET: '' }, /LIGHTWELL_S3_SECRET/],
    [{ LIGHTWELL_S3_KEY_ID: '' }, /LIGHTWELL_S3_KEY_ID/],
    [{ LIGHTWELL_S3_ENDPOINT: 'minio' }, /LIGHTWELL_S3_ENDPOINT/],
    [{ LIGHTWELL_S3_ENDPOINT: 'ftp://minio' }, /LIGHTWELL_S3_ENDPOINT/],
    [{ LIGHTWELL_S3_ENDPOINT: 'https://k:hidden@minio' }, /LIGHTWELL_S3_ENDPOINT/],
  ] as const) {
    const error = t.throws(() => readConfig({ ...s3, ...changes }), { name: 'ConfigError', message: told }) as Error
    t.ok(error instanceof ConfigError)
    t.notOk(error.message.includes('hidden'))
  }
  const folder = newFolder(t)
  const store = await openByteStore(readConfig({ LIGHTWELL_DATA: folder }).bytes)
  const id = uuidv7()
  await store.put(id, chunksOf(Buffer.from('x')))
  t.ok(filesIn(join(folder, 'bytes')).includes(id))
  writeFileSync(join(folder, 'a file'), '')
  await t.rejects(openByteStore(readConfig({ LIGHTWELL_DATA: join(folder, 'a file') }).bytes), {
    name: 'ConfigError', message: /cannot be written \(ENOTDIR\).*LIGHTWELL_DATA/,
  })
  const fake = await startFakeS3(t, credentials)
  const bucket = await openByteStore(readConfig({
    LIGHTWELL_BYTES: 's3://lightwell', LIGHTWELL_S3_ENDPOINT: fake.endpoint, LIGHTWELL_S3_REGION: credentials.region,
    LIGHTWELL_S3_KEY_ID: credentials.keyId, LIGHTWELL_S3_SECRET: credentials.secret,
  }).bytes)
  await bucket.put(id, chunksOf(Buffer.from('x')))
  t.same([...fake.objects.keys()], [`/lightwell/${id}`])
})
