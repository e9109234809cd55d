import type { IncomingMessage } from 'node:http'

const mostBytes = 64 * 1_048_576
const mostMs = 10_000

/**
 * Reads the rest of a body that is refused, up to a bound. A connection that is closed while its caller still sends is
 * reset, and he never reads the answer that tells him why.
 */
export async function drain (request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed || Number(request.headers['content-length'] ?? 0) > mostBytes) return
  let bytes = 0
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, mostMs)
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostBytes) resolve()
    })
    for (const event of ['end', 'close', 'error']) request.once(event, () => resolve())
    request.once('close', () => clearTimeout(late))
    request.resume()
  })
}
