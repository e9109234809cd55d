/** Why the embedded server cannot run here: one sentence for the person who starts Lightwell, and what to do instead. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
}

/** The end of every refusal for which the only cure is another server. */
export const useOwnServer = 'set DATABASE_URL to use a PostgreSQL 15 to 18 of your own'
