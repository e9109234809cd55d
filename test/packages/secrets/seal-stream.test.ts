import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { newDataKey, openDataKey } from '@lightwell/secrets/data-key'
import { keyRing } from '@lightwell/secrets/key-ring'
import { pieces } from '@lightwell/secrets/pieces'
import { openStream, sealStream } from '@lightwell/secrets/seal-stream'
import { UnsealError } from '@lightwell/secrets/seal'

const ring = keyRing(randomBytes(32))
const dataKey = newDataKey(ring, 'attachments:1:sealed_key')
const by = openDataKey(ring, dataKey.sealed, 'attachments:1:sealed_key')
const place = 'attachments:1:bytes'

const chunk = 64 * 1024
const sealedChunk = chunk + 16
const header = 'A256GCM-STREAM.1.own.'.length + 7

async function gather (stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

/** Bytes as they come from a socket: cut anywhere. */
async function * cut (bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function seal (bytes: Buffer, size = 50_000): Promise<Buffer> {
  return await gather(sealStream(by, place, cut(bytes, size)))
}

async function opens (sealed: Buffer, { key = by, at = place, size = 40_000 } = {}): Promise<Buffer | 'refused'> {
  try {
    return await gather(openStream(key, at, cut(sealed, size)))
  } catch (error) {
    if (error instanceof UnsealError) return 'refused'
    throw error
  }
}

t.test('what was sealed opens again, of whatever length and however it was cut on the way', async (t) => {
  const edges = [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 7]
  await fc.assert(fc.asyncProperty(
    fc.oneof(fc.constantFrom(...edges), fc.nat(3 * chunk)), fc.integer({ min: 1_000, max: 200_000 }),
    fc.integer({ min: 1_000, max: 200_000 }), async (length, cutIn, cutOut) => {
      const plain = randomBytes(length)
      const sealed = await seal(plain, cutIn)
      const opened = await opens(sealed, { size: cutOut })
      return opened !== 'refused' && opened.equals(plain) &&
        sealed.length === header + length + 16 * Math.max(1, Math.ceil(length / chunk))
    }), { numRuns: 60 })
  for (const length of edges) {
    const plain = randomBytes(length)
    t.same(await opens(await seal(plain, 1 + length)), plain, `${length} bytes`)
  }
  t.not((await seal(Buffer.from('同样'))).toString('hex'), (await seal(Buffer.from('同样'))).toString('hex'), 'never the same way twice')
})

t.test('in front stand the algorithm, the version and the key, and none of the content', async (t) => {
  const plain = Buffer.from('城南片区征地补偿方案'.repeat(20))
  const sealed = await seal(plain)
  t.match(sealed.toString('latin1'), /^A256GCM-STREAM\.1\.own\./)
  t.notOk(sealed.includes(Buffer.from('补偿')))
})

t.test('another key, and another place, open nothing', async (t) => {
  const sealed = await seal(randomBytes(1_000))
  t.equal(await opens(sealed, { key: newDataKey(ring, 'x') }), 'refused')
  t.equal(await opens(sealed, { at: 'attachments:2:bytes' }), 'refused')
  t.equal(await opens(sealed, { key: { ...by, id: 'other' } }), 'refused')
})

t.test('bytes that were cut off anywhere are refused', async (t) => {
  const plain = randomBytes(2 * chunk + 100)
  const sealed = await seal(plain)
  await fc.assert(fc.asyncProperty(fc.nat(sealed.length - 1), async (length) =>
    await opens(sealed.subarray(0, length)) === 'refused'), { numRuns: 100 })
  for (const length of [0, 1, header - 1, header, header + 15, header + 16, header + sealedChunk, header + 2 * sealedChunk]) {
    t.equal(await opens(sealed.subarray(0, length)), 'refused', `cut off after ${length} bytes`)
  }
  t.equal(await opens(Buffer.concat([sealed, Buffer.alloc(1)])), 'refused', 'and so are bytes that were added')
  t.equal(await opens(Buffer.concat([sealed, sealed.subarray(-116)])), 'refused')
})

t.test('every changed bit is found', async (t) => {
  const sealed = await seal(randomBytes(chunk + 50))
  await fc.assert(fc.asyncProperty(fc.nat(sealed.length * 8 - 1), async (bit) => {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    return await opens(changed) === 'refused'
  }), { numRuns: 150 })
  for (let bit = 0; bit < header * 8; bit += 1) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    t.equal(await opens(changed), 'refused', `bit ${bit} of the header`)
  }
})

t.test('chunks in another order, left out, repeated, or of another stream are refused', async (t) => {
  const chunksOf = (sealed: Buffer): Buffer[] =>
    [0, 1, 2, 3].map((at) => sealed.subarray(header + at * sealedChunk, header + (at + 1) * sealedChunk))
  const sealed = await seal(randomBytes(4 * chunk))
  const other = chunksOf(await seal(randomBytes(4 * chunk)))
  const own = chunksOf(sealed)
  const from = (chunks: Buffer[]): Buffer => Buffer.concat([sealed.subarray(0, header), ...chunks])
  t.not(await opens(from(own)), 'refused')
  const orders = fc.array(fc.nat(3), { maxLength: 6 }).filter((order) => order.join('') !== '0123')
  await fc.assert(fc.asyncProperty(orders, async (order) =>
    await opens(from(order.map((at) => own[at] as Buffer))) === 'refused'), { numRuns: 60 })
  for (const at of [0, 1, 2, 3]) {
    t.equal(await opens(from(own.map((one, index) => index === at ? other[at] as Buffer : one))), 'refused', `chunk ${at} of another`)
  }
})

t.test('what goes wrong on the way is told as it is', async (t) => {
  const broken = async function * (): AsyncGenerator<Buffer> {
    yield randomBytes(10)
    throw new Error('the socket is gone')
  }
  await t.rejects(gather(sealStream(by, place, broken())), { message: 'the socket is gone' })
  await t.rejects(gather(openStream(by, place, broken())), { message: 'the socket is gone' })
})

t.test('pieces are of their size, lose nothing, and the last is told', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 12 }), fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 16 }),
    async (chunks, size, first) => {
      const got: { bytes: Buffer, isLast: boolean }[] = []
      const stream = async function * (): AsyncGenerator<Uint8Array> {
        yield * chunks
      }
      for await (const piece of pieces(stream(), size, first)) got.push(piece)
      const whole = Buffer.concat(chunks)
      return Buffer.concat(got.map(({ bytes }) => bytes)).equals(whole) &&
        got.every(({ isLast }, at) => isLast === (at === got.length - 1)) &&
        got.every(({ bytes, isLast }, at) => isLast ? bytes.length <= (at === 0 ? first : size) : bytes.length === (at === 0 ? first : size)) &&
        (whole.length === 0 || got.every(({ bytes }) => bytes.length > 0))
    }))
})
