import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a database server that can be cut, as when a cable is pulled: what is open breaks, and nothing new gets through. */
export type CuttableLine = { url: string, cut (): Promise<void> }

/** Opens a line to the server of a database address. */
export async function openLine (url: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const through = new URL(url)
  through.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: through.href,
    async cut () {
      isCut = true
      const closed = new Promise((resolve) => { server.close(resolve) })
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
