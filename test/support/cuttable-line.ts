import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * A line to a database server that can be cut, as when a cable is pulled: what is open breaks, and nothing new gets
 * through until it is mended.
 */
export type CuttableLine = { url: string, cut (): Promise<void>, mend (): Promise<void> }

/** Opens a line to the server of a database address. */
export async function openLine (url: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy()).on('close', () => other.destroy())
    }
  })
  const open = async (at: number) => await new Promise<void>((resolve) => { server.listen(at, '127.0.0.1', resolve) })
  await open(0)
  const { port: here } = server.address() as AddressInfo
  const through = new URL(url)
  through.host = `127.0.0.1:${here}`
  return {
    url: through.href,
    mend: async () => await open(here),
    async cut () {
      const closed = new Promise((resolve) => { server.close(resolve) })
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
