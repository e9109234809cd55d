import { sql, type SQL } from 'drizzle-orm'

/** Texts as one value of a query. */
export function texts (values: readonly string[]): SQL {
  return sql`${sql.param(values)}::text[]`
}
