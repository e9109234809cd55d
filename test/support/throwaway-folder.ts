import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const enoughBytes = 2 ** 30

/**
 * A folder for a cluster that is thrown away, in memory where there is room: a clone of the template then takes a tenth
 * of the time. Its name carries the process that made it, so that a later run can tell what was left behind.
 */
export function throwawayFolder (): string {
  const place = hasRoom(memory) ? memory : tmpdir()
  removeAbandoned(place)
  const folder = mkdtempSync(join(place, `lightwell-test-${process.pid}-`))
  // mkdtemp closes it to others, and under root the server runs as another user.
  chmodSync(folder, 0o755)
  return folder
}

function hasRoom (place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place)
    return bavail * bsize >= enoughBytes
  } catch {
    return false
  }
}

/** Folders of killed runs. A server that still runs in one ends by itself within a minute of losing its files. */
function removeAbandoned (place: string): void {
  for (const name of readdirSync(place)) {
    const maker = /^lightwell-test-(\d+)-/.exec(name)?.[1]
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isRunning (pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
