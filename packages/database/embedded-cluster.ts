import { randomBytes } from 'node:crypto'
import {
  chownSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { findBinaries, majorVersion, type Binaries } from './embedded-binaries.ts'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { runProgram } from './embedded-program.ts'
import { canEnter, reachableFolder, serverUser, type ServerUser } from './embedded-user.ts'

/** A database cluster on disk, and what it takes to run it. */
export type Cluster = {
  /** PostgreSQL's own folder; the password and the log lie beside it. */
  readonly data: string
  /** The entry `pg18` of Lightwell's data folder: the folder around the data, or a link to it. */
  readonly path: string
  readonly log: string
  /** The superuser's. Whoever may read the cluster's files has it; other people of the machine do not. */
  readonly password: string
  readonly binaries: Binaries
  readonly user: ServerUser | undefined
}

type Programs = Pick<Cluster, 'binaries' | 'user'>

/** Name of the superuser, and of the database that Lightwell uses. */
export const owner = 'lightwell'

const otherFolder = 'set LIGHTWELL_DATA to a folder that you may write'

/**
 * Opens the cluster `pg18` under Lightwell's data folder, after making it when there is none. Where the server's user
 * cannot enter that folder, `pg18` is a link to where the data lies.
 */
export async function openCluster (folder: string, durable: boolean): Promise<Cluster> {
  makeFolder(folder)
  const path = join(realpathSync(folder), `pg${majorVersion}`)
  const user = serverUser(path)
  const programs = { user, binaries: findBinaries(user) }
  if (!exists(path)) await makeCluster(path, programs, durable)
  try {
    const place = realpathSync(path)
    const password = readFileSync(join(place, 'password'), 'utf8')
    return { path, data: join(place, 'data'), log: join(place, 'server.log'), password, ...programs }
  } catch (error) {
    throw new EmbeddedPostgresError(`The database in ${path} cannot be opened (${(error as Error).message}): ` +
      'start as the user who made it, restore it, or move it away to begin with an empty one.')
  }
}

/** Removes what openCluster made, at both ends of a link. */
export function removeCluster ({ path, data }: Cluster): void {
  for (const made of [dirname(data), path]) rmSync(made, { recursive: true, force: true })
}

/** A recursive mkdir that is given a mode would close every parent it makes, too. */
function makeFolder (folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new EmbeddedPostgresError(`Cannot make the data folder (${(error as Error).message}): ${otherFolder}.`)
  }
}

/** Builds the cluster beside its place and moves it there in one step: a killed or racing start leaves no half. */
async function makeCluster (path: string, programs: Programs, durable: boolean): Promise<void> {
  const fresh = makeFreshFolder(path, programs.user)
  try {
    await initialise(fresh, programs, durable)
    if (fresh.startsWith(path)) renameSync(fresh, path)
    else symlinkSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!exists(path)) throw error
  }
}

function makeFreshFolder (path: string, user: ServerUser | undefined): string {
  const parent = join(path, '..')
  const prefix = user === undefined || canEnter(user, parent) ? path : join(reachableFolder(), 'data')
  try {
    const fresh = mkdtempSync(`${prefix}-`)
    if (user !== undefined) chownSync(fresh, user.uid, user.gid)
    return fresh
  } catch (error) {
    throw new EmbeddedPostgresError(`Cannot write the data folder (${(error as Error).message}): ${otherFolder}.`)
  }
}

// Under the locale C, trigrams of Chinese text are empty and a search finds nothing.
const encoding = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']

async function initialise (fresh: string, { binaries, user }: Programs, durable: boolean): Promise<void> {
  const passwordFile = join(fresh, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid)
  await runProgram(binaries.initdb, [
    '-D', join(fresh, 'data'), '-U', owner, '--pwfile', passwordFile, '-A', 'scram-sha-256',
    ...encoding, ...(durable ? [] : ['--no-sync']),
  ], user)
}

function exists (path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
