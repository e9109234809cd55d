import { spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Cluster } from './embedded-cluster.ts'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { reasonIn, runProgram } from './embedded-program.ts'
import { asUser } from './embedded-user.ts'

/** A server of the cluster, as it wrote itself down in postmaster.pid. */
export type RunningServer = { readonly pid: number, readonly port: number }

export type LaunchOptions = { port?: number, durable: boolean, settings?: Record<string, string> }

/** A server that was launched and may still fail; `output` is what it printed, once it has ended. */
export type Launch = { readonly pid: number | undefined, output (): string | undefined }

const always = {
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  listen_addresses: '127.0.0.1',
  // Clients come over TCP; a socket's path may have 107 bytes at most, and folders are deeper than that.
  unix_socket_directories: '',
  // The log of PostgreSQL would quote statements and rows, and so people's data. Lightwell logs its errors itself.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

// For clusters that are thrown away: a crash of the machine may lose all of it, and nothing lies outside its folder.
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  dynamic_shared_memory_type: 'mmap',
}

/** The server that runs on the cluster, if one does: also one whose starter was killed. */
export function findServer (cluster: Cluster): RunningServer | undefined {
  const named = readLock(cluster)
  return named !== undefined && serves(named.pid, cluster) ? named : undefined
}

/**
 * Starts a server in a session of its own: Ctrl-C at a terminal then reaches Lightwell alone, which decides whether
 * anybody still needs the server.
 */
export async function launchServer (cluster: Cluster, { port, durable, settings }: LaunchOptions): Promise<Launch> {
  clearDeadLock(cluster)
  const chosen = { ...always, ...(durable ? {} : careless), ...settings, port: port ?? await freePort() }
  const logged = statSync(cluster.log, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(cluster.log, 'a', 0o600)
  if (cluster.user !== undefined) fchownSync(log, cluster.user.uid, cluster.user.gid)
  const server = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.data, ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...asUser(cluster.user), detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  server.unref()
  let fault: string | undefined
  let hasEnded = false
  server.on('error', (error) => { fault = error.message })
  server.on('exit', () => { hasEnded = true })
  // Read by who asks, and not when it ends: by then the cluster may have been thrown away, log and all.
  const output = (): string | undefined => fault ?? (hasEnded ? readFileSync(cluster.log).subarray(logged).toString() : undefined)
  return { pid: server.pid, output }
}

/** Why a launch failed for good; undefined while it has not, or when another attempt may do better. */
export function lastingFailure (launch: Launch, { port }: LaunchOptions): EmbeddedPostgresError | undefined {
  const output = launch.output()
  // Another start won the race for the cluster; it is found next.
  if (output === undefined || output.includes('postmaster.pid" already exists')) return undefined
  if (!output.includes('could not create any TCP/IP sockets')) return new EmbeddedPostgresError(reasonIn(output))
  return port === undefined ? undefined : new EmbeddedPostgresError(`Port ${port} is taken by another program.`)
}

/** Stops the server and waits until it is gone. "now" breaks off whatever runs and writes nothing back. */
export function haltServer (cluster: Cluster, how: 'fast' | 'now'): Promise<void> {
  const mode = how === 'fast' ? 'fast' : 'immediate'
  return runProgram(cluster.binaries.pgCtl, ['stop', '-D', cluster.data, '-m', mode, '-t', '60'], cluster.user)
}

/**
 * PostgreSQL takes over a lock file whose process is gone. Where the number lives on, as a zombie that nobody reaps or
 * as another program after a restart of the machine, it would refuse for ever.
 */
function clearDeadLock (cluster: Cluster): void {
  const named = readLock(cluster)
  const dead = named !== undefined && exists(named.pid) && !serves(named.pid, cluster)
  if (dead) rmSync(lockFile(cluster), { force: true })
}

/** Whether the process is this cluster's server. A zombie has no command line. */
function serves (pid: number, cluster: Cluster): boolean {
  if (process.platform !== 'linux') return exists(pid)
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster.data)
  } catch {
    return false
  }
}

function exists (pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readLock (cluster: Cluster): RunningServer | undefined {
  try {
    const lines = readFileSync(lockFile(cluster), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 && port > 0 ? { pid, port } : undefined
  } catch {
    return undefined
  }
}

function lockFile (cluster: Cluster): string {
  return join(cluster.data, 'postmaster.pid')
}

function freePort (): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
