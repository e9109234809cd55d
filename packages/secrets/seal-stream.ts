import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { pieces } from './pieces.ts'
import { UnsealError, type SealingKey } from './seal.ts'

const chunkBytes = 64 * 1024
const tagBytes = 16
const prefixBytes = 7

/**
 * Seals bytes while they stream: AES-256-GCM in chunks of 64 KiB after the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár 2015). The nonce of a chunk is a random prefix, its number, and whether it is the last, so that chunks
 * cannot be cut off, put in another order or taken from another stream. In front stand algorithm, version and key id;
 * they and `place`, which names where the bytes belong, are authenticated with every chunk.
 */
export async function * sealStream (
  by: SealingKey, place: string, plain: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([labelOf(by), randomBytes(prefixBytes)])
  yield header
  let number = 0
  for await (const { bytes, isLast } of pieces(plain, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', by.key, nonceOf(header, number, isLast)).setAAD(bound(header, place))
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    number += 1
  }
}

/**
 * Opens what `sealStream` sealed, chunk by chunk. What was given out is sound, but only the end of the stream tells that
 * it was whole. Throws UnsealError for another key, another place, or bytes that were changed, cut off or moved.
 */
export async function * openStream (
  by: SealingKey, place: string, sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const label = labelOf(by)
  let header: Buffer | undefined
  let number = 0
  for await (const { bytes, isLast } of pieces(sealed, chunkBytes + tagBytes, label.length + prefixBytes)) {
    if (header === undefined) {
      if (isLast || !bytes.subarray(0, label.length).equals(label)) throw new UnsealError()
      header = bytes
      continue
    }
    yield openChunk(by, bytes, { nonce: nonceOf(header, number, isLast), aad: bound(header, place) })
    number += 1
  }
}

function openChunk (by: SealingKey, sealed: Buffer, { nonce, aad }: { nonce: Buffer, aad: Buffer }): Buffer {
  if (sealed.length < tagBytes) throw new UnsealError()
  const decipher = createDecipheriv('aes-256-gcm', by.key, nonce).setAAD(aad).setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    throw new UnsealError()
  }
}

function labelOf (by: SealingKey): Buffer {
  return Buffer.from(`A256GCM-STREAM.1.${by.id}.`, 'ascii')
}

// The number is written into four bytes, and throws beyond: a nonce never comes back.
function nonceOf (header: Buffer, number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(prefixBytes + 5)
  header.copy(nonce, 0, header.length - prefixBytes)
  nonce.writeUInt32BE(number, prefixBytes)
  nonce.writeUInt8(isLast ? 1 : 0, prefixBytes + 4)
  return nonce
}

function bound (header: Buffer, place: string): Buffer {
  return Buffer.concat([header, Buffer.from(place, 'utf8')])
}
