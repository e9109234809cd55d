import { spawnSync, type SpawnOptions } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-error.ts'

/** The operating system's user that the server runs as. */
export type ServerUser = { readonly uid: number, readonly gid: number }

const standIns = ['postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of the data that is there already, else as `postgres`,
 * else as `nobody`. For anyone else the answer is undefined: the server runs as whoever runs Node.
 */
export function serverUser (data: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(data, { throwIfNoEntry: false })
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  const account = standIns.map((name) => accounts.find((fields) => fields[0] === name)).find(Boolean)
  return { uid: Number(account?.[2] ?? 65534), gid: Number(account?.[3] ?? 65534) }
}

/** Options of a child process for the server's user. It inherits no environment: Lightwell's secrets stand there. */
export function asUser (user: ServerUser | undefined): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'> {
  return { ...user, cwd: '/', env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC' } }
}

/** Whether the server's user can reach what is in the folder. Asked of the system: a parent may be closed to him. */
export function canEnter (user: ServerUser | undefined, folder: string): boolean {
  return spawnSync('test', ['-x', folder], asUser(user)).status === 0
}

/**
 * A folder that the server's user can reach, whatever Lightwell's own folder allows. Root's lies in the temporary one
 * only when it must, because systems clear that of files that were not touched for a while.
 */
export function reachableFolder (): string {
  const uid = process.getuid?.() ?? 0
  const places = [...(uid === 0 ? ['/var/lib/lightwell'] : []), join(tmpdir(), `lightwell-${uid}`)]
  const place = places.find((candidate) => makeReachable(candidate, uid))
  if (place !== undefined) return place
  throw new EmbeddedPostgresError(`The embedded PostgreSQL must write ${places.join(' or ')}, and may not.`)
}

function makeReachable (folder: string, uid: number): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    // In the temporary folder somebody else may have made it first, and could then change what is run from it.
    if (statSync(folder).uid !== uid) return false
    chmodSync(folder, 0o755)
    return true
  } catch {
    return false
  }
}
