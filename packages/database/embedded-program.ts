import { execFile } from 'node:child_process'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { asUser, type ServerUser } from './embedded-user.ts'

/** Runs one of PostgreSQL's programs to its end. Throws with the reason it printed. */
export function runProgram (program: string, args: string[], user: ServerUser | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, asUser(user), (error, _stdout, stderr) => {
      if (error === null) resolve()
      else reject(new EmbeddedPostgresError(reasonIn(stderr || error.message)))
    })
  })
}

/** Why PostgreSQL gave up, from all that it printed: the first complaint, since the others follow from it. */
export function reasonIn (output: string): string {
  const full = /No space left on device|Check free disk space/.test(output)
  if (full) return 'The disk that holds the embedded PostgreSQL is full.'
  const lines = output.trim().split('\n')
  const line = lines.find((text) => /\b(FATAL|PANIC|error):/.test(text)) ?? lines.at(-1) ?? ''
  const reason = line.replace(/^.*?\b(FATAL|PANIC|error):\s*/, '')
  return `The embedded PostgreSQL gave up: ${reason || 'it ended without a word'}.`
}
