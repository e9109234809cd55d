/** A run of bytes cut out of a stream. */
export type Piece = { bytes: Buffer, isLast: boolean }

/**
 * Cuts a stream into pieces of `size` bytes, the first of `first`. Only the last may be shorter, and is empty only when
 * nothing stands before it. No more than one piece and one chunk of the stream is held.
 */
export async function * pieces (
  stream: AsyncIterable<Uint8Array>, size: number, first: number = size,
): AsyncGenerator<Piece> {
  let held: Buffer = Buffer.alloc(0)
  let wanted = first
  for await (const chunk of stream) {
    held = held.length === 0 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([held, chunk])
    // A piece that is just full may be the last.
    while (held.length > wanted) {
      yield { bytes: held.subarray(0, wanted), isLast: false }
      held = held.subarray(wanted)
      wanted = size
    }
  }
  yield { bytes: held, isLast: true }
}
