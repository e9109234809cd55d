import { Agent, request as send } from 'node:http'

export const connections = 32

/** How many turns `connections` workers take in so many milliseconds, per second. */
export async function rate (turn: (worker: number) => Promise<void>, forMs: number): Promise<number> {
  const start = performance.now()
  let turns = 0
  await Promise.all(Array.from({ length: connections }, async (_, worker) => {
    while (performance.now() - start < forMs) {
      await turn(worker)
      turns += 1
    }
  }))
  return turns / (performance.now() - start) * 1_000
}

/** Posts JSON to an address over connections that are kept, and gives the status of the answer. */
export function poster (address: string): (path: string, body: string) => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return (path, body) => new Promise((resolve, reject) => {
    const call = send(address + path, {
      method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    call.on('error', reject)
    call.end(body)
  })
}
