import { sql, type SQL } from 'drizzle-orm'

/** The agencies a caller sees: all of them, or those of his posts. */
export type Scope = 'all' | readonly string[]

/** The part of a scope that a filter asks for. What is asked for and not seen is left out, not refused. */
export function narrow (scope: Scope, agencies: readonly string[] | null | undefined): Scope {
  if (agencies === null || agencies === undefined) return scope
  const asked = [...new Set(agencies)]
  return scope === 'all' ? asked : asked.filter((code) => scope.includes(code))
}

/** Whether a row's agency lies in the scope, in SQL. */
export function inScope (agencyCode: SQL, scope: Scope): SQL {
  if (scope === 'all') return sql`true`
  // One agency is compared plainly: an index that begins with it then gives the rows in the order of the list.
  return scope.length === 1 ? sql`${agencyCode} = ${scope[0]}` : sql`${agencyCode} = any(${sql.param(scope)}::text[])`
}

/** Whether a value is one of those asked for, in SQL; any value where nothing is asked. */
export function isOneOf (value: SQL, wanted: readonly string[] | null | undefined): SQL {
  return wanted === null || wanted === undefined ? sql`true` : sql`${value} = any(${sql.param(wanted)}::text[])`
}
