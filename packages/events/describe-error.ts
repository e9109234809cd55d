import type { DatabaseError } from 'pg'

/**
 * An error as operators may read it. What a query was given, and what the database repeats of it, may be personal or
 * secret: of a database error only code, table and constraint are told, of any other the name, message and place.
 */
export function describeError (error: unknown): string {
  const cause = rootCause(error)
  if (isDatabaseError(cause)) {
    return ['database', cause.code, cause.table, cause.constraint].filter(Boolean).join(' ')
  }
  if (!(cause instanceof Error)) return 'not an error object'
  const place = cause.stack?.split('\n').find((line) => line.trimStart().startsWith('at '))?.trim() ?? ''
  return `${cause.name}: ${cause.message.slice(0, 200).replace(/\d{6,}/g, '…')} ${place}`.trim()
}

function rootCause (error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? rootCause(error.cause) : error
}

function isDatabaseError (error: unknown): error is DatabaseError {
  return error instanceof Error && 'severity' in error && 'code' in error
}
