import { inflateSync } from 'node:zlib'
import { unpackWords } from './unpack-words.ts'

/** The rows of a part of a picture; `whole` is false when its bytes hold more than that. */
export type Unpacked = Readonly<{ rows: Buffer, whole: boolean }>

/** How a part is packed, other than for a fax or as JPEG. */
export type Packing = 'none' | 'runs' | 'words' | 'deflate'

/** Unpacks so many bytes of rows. Throws when there are fewer, or what is packed does not hold together. */
export function unpackBlock (packed: Buffer, size: number, packing: Packing): Unpacked {
  const unpacked = unpackers[packing](packed, size)
  if (unpacked.rows.length !== size) throw new Error('not as many rows as it says')
  return unpacked
}

const unpackers: Readonly<Record<Packing, (packed: Buffer, size: number) => Unpacked>> = {
  none: (packed, size) => ({ rows: packed.subarray(0, size), whole: packed.length === size }),
  runs: unpackRuns,
  words: unpackWords,
  deflate: unpackDeflated,
}

/** PackBits: a count, and so many bytes or one byte so many times. */
function unpackRuns (packed: Buffer, size: number): Unpacked {
  const rows = Buffer.alloc(size)
  let [at, filled] = [0, 0]
  while (filled < size) {
    const count = packed.readInt8(at)
    at += 1
    if (count === -128) continue
    const length = count < 0 ? 1 - count : count + 1
    if (filled + length > size) throw new Error('a run too long')
    if (count < 0) rows.fill(packed.readUInt8(at), filled, filled + length)
    else if (packed.copy(rows, filled, at, at + length) < length) throw new Error('no more bytes')
    at += count < 0 ? 1 : length
    filled += length
  }
  return { rows, whole: packed.length - at <= 1 }
}

function unpackDeflated (packed: Buffer, size: number): Unpacked {
  const { buffer, engine } = inflateSync(packed, { maxOutputLength: size + 1, info: true }) as unknown as
    { buffer: Buffer, engine: { bytesWritten: number } }
  return { rows: buffer, whole: engine.bytesWritten === packed.length }
}
