/** Why the embedded server cannot run: one sentence for whoever starts Lightwell, with what to do about it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
}

/** The refusal of a machine on which only another server helps. */
export function cannotRunHere (reason: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`${reason}: set DATABASE_URL to use a PostgreSQL 15 to 18 of your own.`)
}
