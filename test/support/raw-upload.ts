import { connect, type Socket } from 'node:net'
import type { Test } from 'tap'
import type { Filed } from './story.ts'

/** The head of a part of an upload, under the boundary `mid`. */
export function part (name: string): Buffer {
  return Buffer.from(`--mid\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`)
}

/**
 * Opens a connection, closed with the test at the latest, and sends the head of an upload of this many bytes: what comes of
 * them is the test's.
 */
export async function beginUpload (
  t: Pick<Test, 'teardown'>, address: string, { filed: { id, accessToken }, length }: { filed: Filed, length: number },
): Promise<Socket> {
  const { hostname, port } = new URL(address)
  const socket = connect({ host: hostname, port: Number(port) })
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  await send(socket, Buffer.from([
    `POST /v1/requests/${id}/attachments HTTP/1.1`, `host: ${hostname}`, `authorization: Bearer ${accessToken}`,
    'content-type: multipart/form-data; boundary=mid', `content-length: ${length}`, 'connection: close', '', '',
  ].join('\r\n')))
  return socket
}

/** Sends bytes, and waits until they are on their way. */
export async function send (socket: Socket, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => socket.write(bytes, (error) => error ? reject(error) : resolve()))
}

/** The first line of what is answered, once all of it has come. */
export async function firstLine (socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) answer += (chunk as Buffer).toString()
  return answer.split('\r\n', 1)[0] as string
}
