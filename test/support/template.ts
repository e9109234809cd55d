/** The migrated database that every test file gets a copy of. */
export const template = 'lightwell_template'

/** The address of another database on the same server. */
export function databaseUrl (server: string, database: string): string {
  const url = new URL(server)
  url.pathname = database
  return url.href
}
