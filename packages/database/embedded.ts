import { setTimeout as delay } from 'node:timers/promises'
import { openCluster, owner, removeCluster, type Cluster } from './embedded-cluster.ts'
import { EmbeddedPostgresError } from './embedded-error.ts'
import {
  findServer, haltServer, lastingFailure, launchServer, type Launch, type LaunchOptions,
} from './embedded-server.ts'
import { createDatabase, joinServer, leaveServer, type Use } from './embedded-use.ts'

export type EmbeddedOptions = {
  /** Lightwell's data folder; the cluster lies in `pg18` under it. Made when it is missing. */
  folder: string
  /** False for tests only: a crash of the machine may then lose everything. */
  durable: boolean
  /** Where a new server listens; a free port when left out. One that runs already keeps its own. */
  port?: number
  /** Further settings of a new server, by their names in postgresql.conf. */
  settings?: Record<string, string>
}

export type EmbeddedPostgres = {
  /** Address of Lightwell's database, with the password: not for logs. */
  url: string
  /** Whether the server ran already, started by another process or by one that was killed. */
  reused: boolean
  /** Where PostgreSQL's files are in fact. */
  data: string
  /**
   * Ends this process's use. The server stops when nobody else uses it, whoever started it; otherwise the last user
   * stops it. With `force` it stops at once, whatever runs. Close your own pools before. A second call does nothing.
   */
  stop (options?: { force?: boolean }): Promise<void>
  /** Stops it by force and removes the cluster, wherever it lies: for tests and benches. The folder itself stays. */
  discard (): Promise<void>
}

type Joined = { use: Use, port: number, reused: boolean }

// A server that died with much to write is busy with its recovery for a while.
const patienceMs = 120_000

/**
 * Starts the PostgreSQL that comes with Lightwell, or joins the one that runs on the same folder. It listens on
 * 127.0.0.1 only. Throws an EmbeddedPostgresError, a sentence for people, when it cannot run here.
 */
export async function startEmbeddedPostgres (options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(options.folder, options.durable)
  const { use, port, reused } = await joinOrLaunch(cluster, options)
  await createDatabase(use)
  const url = `postgres://${owner}:${cluster.password}@127.0.0.1:${port}/${owner}`
  let stopped: Promise<void> | undefined
  const stop = ({ force = false } = {}): Promise<void> => stopped ??= endUse(cluster, use, force)
  const discard = (): Promise<void> => stop({ force: true }).finally(() => removeCluster(cluster))
  return { url, reused, data: cluster.data, stop, discard }
}

async function joinOrLaunch (cluster: Cluster, options: LaunchOptions): Promise<Joined> {
  const giveUpAt = performance.now() + patienceMs
  let launch: Launch | undefined
  while (performance.now() < giveUpAt) {
    const server = findServer(cluster)
    if (server === undefined) {
      launch = await continueLaunch(cluster, options, launch)
    } else {
      const use = await joinServer(cluster, server)
      if (use !== undefined) return { use, port: server.port, reused: server.pid !== launch?.pid }
    }
    await delay(20)
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL does not answer; its log is ${cluster.log}.`)
}

async function continueLaunch (cluster: Cluster, options: LaunchOptions, launch: Launch | undefined): Promise<Launch> {
  if (launch !== undefined && launch.output() === undefined) return launch
  const failure = launch && lastingFailure(launch, options)
  if (failure !== undefined) throw failure
  return await launchServer(cluster, options)
}

async function endUse (cluster: Cluster, use: Use, force: boolean): Promise<void> {
  try {
    // It may have been killed; then nothing is left to stop.
    if (findServer(cluster) === undefined) return
    if (force) await haltServer(cluster, 'now')
    else if (await leaveServer(use)) await haltServer(cluster, 'fast')
  } finally {
    await use.end().catch(() => {})
  }
}
